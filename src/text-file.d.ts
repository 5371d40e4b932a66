declare module "*.txt" {
  /** The file's text, which the bundler puts in. */
  const text: string;
  export default text;
}
