// SPDX-License-Identifier: GPL-3.0-or-later
// What users do with the official packages, against the sandbox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { startSandbox } from "./sandbox.mjs";

let sandbox;
let redis;

before(async () => {
  sandbox = await startSandbox("--no-sample-data");
  redis = new Redis({ url: sandbox.url, token: sandbox.token });
});
after(async () => {
  assert.equal(await sandbox.stop(), 0);
});

test("strings, objects and expiry", async () => {
  assert.equal(await redis.set("text", "hällo 🛒", { ex: 60 }), "OK");
  assert.equal(await redis.get("text"), "hällo 🛒");
  assert.ok((await redis.ttl("text")) > 55);
  await redis.set("object", { n: 1, list: ["a", null] });
  assert.deepEqual(await redis.get("object"), { n: 1, list: ["a", null] });
  assert.equal(await redis.set("text", "x", { nx: true }), null);
  assert.equal(await redis.get("missing"), null);
  assert.equal(await redis.incrby("count", 41), 41);
  assert.equal(await redis.incr("count"), 42);
});

test("scan with types walks every key once", async () => {
  const pipeline = redis.pipeline();
  for (let i = 0; i < 2500; i++) pipeline.set(`scan:${i}`, i);
  pipeline.hset("scan:hash", { a: 1 });
  await pipeline.exec();
  const seen = new Map();
  let cursor = "0";
  do {
    const [next, found] = await redis.scan(cursor, { match: "scan:*", count: 500, withType: true });
    for (const { key, type } of found) seen.set(key, type);
    cursor = next;
  } while (cursor !== "0");
  assert.equal(seen.size, 2501);
  assert.equal(seen.get("scan:hash"), "hash");
  assert.equal(seen.get("scan:7"), "string");
});

test("pipeline reports each command, transaction is atomic", async () => {
  const results = await redis.pipeline().set("p", "1").incr("p").get("p").exec();
  assert.deepEqual(results, ["OK", 2, 2]);
  const mixed = await redis.pipeline().set("p", "text").incr("p").exec({ keepErrors: true });
  assert.equal(mixed[0].result, "OK");
  assert.match(mixed[1].error, /not an int/);
  const rounds = await Promise.all(
    Array.from({ length: 20 }, () => redis.multi().incr("tx").incr("tx").exec()),
  );
  for (const [first, second] of rounds) assert.equal(second, first + 1);
  assert.equal(await redis.get("tx"), 40);
});

test("commands of one tick share a request", async () => {
  const auto = new Redis({ url: sandbox.url, token: sandbox.token, enableAutoPipelining: true });
  const values = await Promise.all([auto.set("a1", 1), auto.set("a2", 2), auto.incr("a3"), auto.hset("a4", { f: "v" })]);
  assert.deepEqual(values, ["OK", "OK", 1, 1]);
  assert.deepEqual(await Promise.all([auto.get("a1"), auto.get("a2"), auto.hgetall("a4")]), [1, 2, { f: "v" }]);
});

test("scripts by text and by hash", async () => {
  assert.deepEqual(await redis.eval("return {KEYS[1], ARGV[1], 7}", ["k"], ["v"]), ["k", "v", 7]);
  const hash = await redis.scriptLoad("return ARGV[1]");
  assert.equal(await redis.evalsha(hash, [], ["again"]), "again");
  assert.deepEqual(await redis.scriptExists(hash, "ffffffffffffffffffffffffffffffffffffffff"), [1, 0]);
  const script = redis.createScript("#!lua flags=allow-key-locking\nreturn redis.call('SET', KEYS[1], ARGV[1])");
  assert.equal(await script.exec(["locked"], ["1"]), "OK");
  assert.equal(await script.exec(["locked"], ["2"]), "OK");
  assert.equal(await redis.get("locked"), 2);
  await assert.rejects(redis.evalsha("ffffffffffffffffffffffffffffffffffffffff", [], []), /NOSCRIPT/);
});

test("odd keys survive", async () => {
  const names = ["a/b?c#d%e", "emoji 🧡👩‍👩‍👧", "nul\u0000inside", "line\nbreak", "<b>x</b>", "", "quote\"back\\slash", "\u202Ertl"];
  for (const name of names) {
    await redis.set(name, `value of ${name}`);
    assert.equal(await redis.get(name), `value of ${name}`);
  }
  assert.equal(await redis.del(...names), names.length);
});

test("collections and streams", async () => {
  await redis.zadd("board", { score: 1.5, member: "a" }, { score: 3, member: "b" });
  assert.deepEqual(await redis.zrange("board", 0, 1, { rev: true, withScores: true }), ["b", 3, "a", 1.5]);
  assert.deepEqual(await redis.lpush("list", "x", "y"), 2);
  assert.deepEqual(await redis.lrange("list", 0, -1), ["y", "x"]);
  await redis.xadd("stream", "1-1", { field: "value" });
  assert.deepEqual(await redis.xrange("stream", "-", "+"), { "1-1": { field: "value" } });
});

test("subscribe hears what is published", async () => {
  const subscriber = redis.subscribe(["news"]);
  const heard = new Promise((resolve) => subscriber.on("message", (event) => resolve(event)));
  await new Promise((resolve) => subscriber.on("subscribe", resolve));
  assert.equal(await redis.publish("news", { hello: "world" }), 1);
  const event = await heard;
  assert.equal(event.channel, "news");
  assert.deepEqual(event.message, { hello: "world" });
  await subscriber.unsubscribe();
});

test("the read-only token is told no", async () => {
  const reader = new Redis({ url: sandbox.url, token: sandbox.readOnlyToken });
  await redis.set("shared", "1");
  assert.equal(await reader.get("shared"), 1);
  await assert.rejects(reader.set("shared", "2"), /NOPERM/);
  await assert.rejects(reader.scan(0), /NOPERM/);
});

const algorithms = {
  fixed: Ratelimit.fixedWindow(3, "1 h"),
  sliding: Ratelimit.slidingWindow(3, "1 h"),
  bucket: Ratelimit.tokenBucket(1, "1 h", 3),
};
for (const [name, limiter] of Object.entries(algorithms)) {
  test(`rate limit: ${name}`, async () => {
    const ratelimit = new Ratelimit({ redis, limiter, prefix: `rl:${name}`, ephemeralCache: false, analytics: true });
    const answers = [];
    for (let i = 0; i < 5; i++) {
      const answer = await ratelimit.limit("user:1");
      await answer.pending;
      answers.push(answer.success);
    }
    assert.deepEqual(answers, [true, true, true, false, false]);
    const { remaining } = await ratelimit.getRemaining("user:1");
    assert.ok(remaining <= 0);
    assert.equal(await redis.exists(`rl:${name}:events:${Math.floor(Date.now() / 3600000) * 3600000}`), 1);
    await ratelimit.resetUsedTokens("user:1");
    assert.equal((await ratelimit.limit("user:1")).success, true);
  });
}
