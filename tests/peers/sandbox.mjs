// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Starts the program named by STASHDECK_SANDBOX; it ends with this process. */
export async function startSandbox(...args) {
  const child = spawn(process.env.STASHDECK_SANDBOX, ["--watch-parent", ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    new Promise((resolve) => lines.once("line", (text) => resolve([text]))),
    new Promise((_, reject) => child.once("exit", (code) => reject(new Error(`the sandbox ended with ${code}`)))),
  ]);
  return {
    ...JSON.parse(line),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", resolve);
        child.stdin.end();
      }),
  };
}
