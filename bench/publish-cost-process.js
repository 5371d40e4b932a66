/** Loaded into a command before it begins, it says at the end what the command cost: node --import ./bench/publish-cost-process.js …
 *  JavaScript, for whoever loads TypeScript pays for its stripper. */
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const cost = {
    cpuMs: (user + system) / 1_000,
    memoryMb: process.resourceUsage().maxRSS / 1_024,
  };
  process.stderr.write(`\nCOST ${JSON.stringify(cost)}\n`);
});
