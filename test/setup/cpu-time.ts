/** Milliseconds of CPU that this thread has used so far: what else the machine does makes no difference. */
export function cpuNow(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
