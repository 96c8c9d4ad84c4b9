import { expect, test } from "vitest";
import { bucketOf, defaultBudgets } from "../../../electron/aws/sending/budgets.ts";
import { createRateLimiter } from "../../../electron/aws/sending/rate-limiter.ts";
import { TokenBucket } from "../../../electron/aws/sending/token-bucket.ts";
import { eagerTime } from "./canned-aws.ts";

test("a burst up to the bucket's size passes at once, then calls pass as it refills", async () => {
  const time = eagerTime();
  const bucket = new TokenBucket({ capacity: 10, refillPerSecond: 5 }, time);
  for (let sent = 0; sent < 10; sent += 1) await bucket.take(0);
  expect(time.nowMs()).toBe(0);
  for (let sent = 0; sent < 10; sent += 1) await bucket.take(0);
  expect(time.nowMs()).toBeGreaterThanOrEqual(2000);
  expect(time.nowMs()).toBeLessThan(2100);
});

test("the more urgent goes first, whatever came before it", async () => {
  const bucket = new TokenBucket({ capacity: 1, refillPerSecond: 1 }, eagerTime());
  await bucket.take(0);
  const order: string[] = [];
  const asks = [
    ["sync", 2],
    ["screen", 1],
    ["operation", 0],
  ] as const;
  await Promise.all(
    asks.map(([name, priority]) => bucket.take(priority).then(() => order.push(name))),
  );
  expect(order).toEqual(["operation", "screen", "sync"]);
});

test("a sync leaves a reserve for running operations", async () => {
  const time = eagerTime();
  const bucket = new TokenBucket({ capacity: 21, refillPerSecond: 1 }, time);
  for (let sent = 0; sent < 16; sent += 1) await bucket.take(2);
  expect(time.nowMs()).toBe(0);
  for (let sent = 0; sent < 5; sent += 1) await bucket.take(0);
  expect(time.nowMs()).toBe(0);
});

test("after a throttle the bucket is empty and refills slower", async () => {
  const time = eagerTime();
  const bucket = new TokenBucket({ capacity: 10, refillPerSecond: 10 }, time);
  bucket.throttled();
  await bucket.take(0);
  expect(time.nowMs()).toBeGreaterThan(150);
});

test("each EC2 API has a bucket of its own, Auto Scaling has one for all", () => {
  const key = (service: "ec2" | "autoscaling", operation: string) =>
    bucketOf(defaultBudgets, service, operation).key;
  expect(key("ec2", "DescribeImages")).not.toBe(key("ec2", "DescribeInstances"));
  expect(key("autoscaling", "DescribePolicies")).toBe(key("autoscaling", "UpdateAutoScalingGroup"));
});

test.each([
  ["RunInstances", 4, 1.6],
  ["DescribeInstances", 80, 16],
  ["CreateImage", 40, 4],
  ["TerminateInstances", 80, 4],
])("%s is held to a fraction of AWS's budget", (operation, capacity, refillPerSecond) => {
  expect(bucketOf(defaultBudgets, "ec2", operation).size).toEqual({ capacity, refillPerSecond });
});

test("calls of the last minute are counted", async () => {
  const time = eagerTime();
  const limiter = createRateLimiter(null, time);
  for (let sent = 0; sent < 7; sent += 1) await limiter.take("ec2", "DescribeInstances", 2);
  expect(limiter.callsPerMinute()).toBe(7);
  await time.sleep(59_000);
  await limiter.take("ec2", "DescribeInstances", 2);
  expect(limiter.callsPerMinute()).toBe(8);
  await time.sleep(2_000);
  expect(limiter.callsPerMinute()).toBe(1);
});

test("refusals that go on are told for how long, and forgotten soon after the last", async () => {
  const time = eagerTime();
  const limiter = createRateLimiter(null, time);
  const refuse = () => limiter.throttled("autoscaling", "DescribeAutoScalingGroups");
  expect(limiter.slowedForMs()).toBeNull();
  refuse();
  expect(limiter.slowedForMs()).toBeNull();
  for (let seconds = 0; seconds < 20; seconds += 5) {
    await time.sleep(5000);
    refuse();
  }
  expect(limiter.slowedForMs()).toBe(20_000);
  await time.sleep(16_000);
  expect(limiter.slowedForMs()).toBeNull();
  refuse();
  expect(limiter.slowedForMs()).toBeNull();
});
