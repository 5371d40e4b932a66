declare module "*.css" {
  /** The stylesheet's text, minified. */
  const css: string;
  export default css;
}
