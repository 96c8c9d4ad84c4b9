/** What a step may conclude from a look. */
import { guardsOf } from "../mutation.ts";

const tests = ["test/core/decide"];

const proof = [
  ...guardsOf("shared/decide/proof.ts", tests, [
    [
      "one look that isn't well begins the proof anew",
      "if (!healthy) return { inARow: 0, atMs: nowMs };",
      "if (!healthy) return before ?? { inARow: 0, atMs: nowMs };",
    ],
    [
      "looks with a long gap between them are not in a row",
      "nowMs - before.atMs <= LONGEST_GAP_MS",
      "true",
    ],
    [
      "the same moment looked at twice is one observation",
      "nowMs - before.atMs >= OBSERVE_EVERY_MS / 2",
      "true",
    ],
    [
      "time in which nobody looked counts for nothing",
      "Math.min(nowMs - (lookedAtMs ?? nowMs), LONGEST_WATCHED_MS)",
      "nowMs - (lookedAtMs ?? nowMs)",
    ],
  ]),
  ...guardsOf(
    "shared/decide/put-back/put-back.ts",
    ["test/core/decide/in-place"],
    [
      [
        "a template that somebody gave a group since is theirs",
        "(given !== undefined && !has(group, given))",
        "false",
      ],
    ],
  ),
  ...guardsOf(
    "shared/decide/refresh/end-refresh.ts",
    ["test/core/decide/refresh"],
    [
      [
        "a refresh of somebody else is not cancelled, though it is to the same version",
        "if (askedAtMs === null) return null;",
        "if (askedAtMs === null) return refreshes.find(isActiveRefresh) ?? null;",
      ],
      [
        "a refresh that began before ours was asked for is not ours",
        "goesTo(refresh, wanted) && isSince(refresh, askedAtMs)",
        "goesTo(refresh, wanted)",
      ],
    ],
  ),
  ...guardsOf("shared/decide/generation/coming-up.ts", tests, [
    [
      "one look at enough servers is no proof",
      "if ((kept.proof?.inARow ?? 0) >= rise.observations)",
      "if (serving >= rise.target)",
      { noticedBy: ["test/core/decide", "test/shell/operations/safety"] },
    ],
  ]),
  ...guardsOf("shared/decide/vanished.ts", tests, [
    [
      "a subject that is gone is never success",
      "if (!group) { return failedIfItStays(",
      "if (!group) { return null && failedIfItStays(",
    ],
    [
      "a subject that is being deleted is never success",
      "if (group.status === null) return null;",
      "return null;",
    ],
  ]),
];

const steps = [
  ...guardsOf("shared/decide/generation/raise.ts", tests, [
    [
      "no servers wanted is never success",
      "if (size === 0 && !before) return failed(nothingWanted(work));",
      "",
    ],
    [
      "raising never lowers its aim",
      "Math.max(before?.target ?? 0, size, least)",
      "Math.max(size, least)",
    ],
    [
      "raising never aims below the floor",
      "Math.max(before?.target ?? 0, size, least)",
      "Math.max(before?.target ?? 0, size)",
    ],
    [
      "raising never lowers a size",
      "if (group.desiredCapacity < target) return",
      "if (group.desiredCapacity !== target) return",
    ],
  ]),
  ...guardsOf("shared/decide/generation/soak.ts", tests, [
    [
      "nothing can be observed on no servers",
      "if (target === 0) return failedIfItStays(",
      "if (target < 0) return failed(",
    ],
    [
      "health that is lost begins the soak anew",
      "kept: { ...nothingSeen, illForMs, illAtMs: nowMs, served, losing, lost },",
      "kept: { ...before, illForMs, illAtMs: nowMs, served, losing, lost },",
    ],
    [
      "a soak that loses its servers fails",
      "if (losing > 0 && (serving === 0 || lost + losing > mayBeLost(served)))",
      "if (losing < 0)",
    ],
  ]),
  ...guardsOf("shared/decide/generation/shift-away.ts", tests, [
    [
      "traffic is taken only while the other group serves enough",
      "return tooFew(work, seen.fleet, memory) ?? shift(",
      "return shift(",
    ],
    [
      "none serving is never enough",
      "const needed = Math.max(1, memory.floor);",
      "const needed = memory.floor;",
    ],
    [
      "processes are held before the traffic is taken",
      "const processes = unheld(work, group); const attached",
      "const processes: string[] = []; const attached",
    ],
    [
      "a group out of traffic is seen to be out of it",
      "if (served > 0) return leaving(work, group, served, memory, nowMs);",
      "",
    ],
    [
      "what someone else had suspended is noted first",
      'if (!hasAsked(memory, "SuspendProcesses")) calls.push(...noteHeldCalls(group));',
      "",
    ],
  ]),
  ...guardsOf("shared/decide/generation/remove-group.ts", tests, [
    [
      "a group goes only while the other one serves enough",
      "return held(group) ?? tooFew(work, seen.fleet, memory) ?? remove(work, group, seen, memory);",
      "return held(group) ?? remove(work, group, seen, memory);",
    ],
    [
      "none serving is never enough to remove a group",
      "const needed = Math.max(1, memory.floor);",
      "const needed = memory.floor;",
    ],
    ["the serving group is there when the other one goes", "if (gone) return gone;", ""],
    ["a group that is gone is done only if we asked for it", "return asked ? {", "return true ? {"],
    ["a group that is protected from deletion is left", "return held(group) ??", "return"],
  ]),
  ...guardsOf("shared/decide/generation/wake.ts", tests, [
    [
      "a group without servers can't be woken",
      "if (group.desiredCapacity === 0 || !group.members.some(isActive)) return failed(noServers(work));",
      "",
    ],
    [
      "waking never lowers its aim",
      "Math.max(before?.target ?? 0, group.desiredCapacity)",
      "group.desiredCapacity",
    ],
  ]),
  ...guardsOf("shared/decide/generation/held-processes.ts", tests, [
    [
      "what someone else suspended stays suspended",
      "held.has(process) && !theirs.has(process)",
      "held.has(process)",
    ],
  ]),
  ...guardsOf("shared/decide/generation/settle.ts", tests, [
    [
      "settling never ends a server",
      "return Math.max(group.desiredCapacity, other, work.sizes.minSize);",
      "return work.sizes.desiredCapacity;",
    ],
    [
      "sizes are final only when no late answer can change them",
      "if (mayArrive(unansweredAtMs, nowMs)) return lateAnswer;",
      "",
    ],
  ]),
  ...guardsOf("shared/decide/generation/create-group.ts", tests, [
    [
      "a group of that name which somebody else made is left alone",
      "if (maker !== memory.operationId) {",
      "if (maker === '') {",
      { noticedBy: ["test/core/decide", "test/shell/operations/replace.test.ts"] },
    ],
    [
      "a group that AWS accepted is waited for, not made twice",
      "if (madeAtMs !== null) return notListed(work, nowMs - madeAtMs);",
      "",
    ],
    [
      "a group begins empty",
      "desiredCapacity: 0,",
      "desiredCapacity: 1,",
      { noticedBy: ["test/shell/operations/safety"] },
    ],
  ]),
  ...guardsOf("shared/decide/release/make-template-version.ts", tests, [
    [
      "a version of that name with another image is left alone",
      "if (made && made.imageId !== work.imageId) return failed(otherImage(work, made));",
      "",
    ],
    [
      "a version that AWS accepted is waited for, not made twice",
      "if (madeAtMs !== null) return notListed(work, nowMs - madeAtMs);",
      "",
    ],
    [
      "the version that is meant is found by its name",
      "version.description === work.description",
      "version.imageId === work.imageId",
    ],
  ]),
];

const claims = [
  ...guardsOf(
    "shared/decide/release/claim.ts",
    [...tests, "test/shell/operations/words.test.ts"],
    [
      [
        "a group that another operation holds is left alone",
        "if (other && !memory.hasEnded(other.operationId))",
        "if (other && !other)",
      ],
      [
        "a claim is an original: it comes off on every way out",
        'originals: [{ original: { kind: "claim", group: group.name }, until: "operation" }],',
        "",
      ],
    ],
  ),
  ...guardsOf("shared/decide/release/claim-tag.ts", tests, [
    [
      "a claim counts for as long as it may be renewed",
      "return nowMs - claim.atMs < CLAIM_LASTS_MS ? claim : null;",
      "return null;",
    ],
    [
      "a claim that nobody renews is left behind",
      "return nowMs - claim.atMs < CLAIM_LASTS_MS ? claim : null;",
      "return claim;",
    ],
  ]),
  ...guardsOf("shared/decide/release/release.ts", tests, [
    [
      "only one's own claim comes off",
      "if (claimOf(seen.group)?.operationId !== memory.operationId) {",
      "if (claimOf(seen.group) === null) {",
    ],
    [
      "a group isn't let go of while a late answer may still change it",
      "return mayArrive(memory.unansweredAtMs(work.group), nowMs)",
      "return false",
    ],
    [
      "a claim that isn't listed yet is looked for",
      "if (mayAppear(work, memory, nowMs)) return",
      "if (false) return",
    ],
  ]),
  ...guardsOf("shared/decide/put-back/put-back.ts", tests, [
    [
      "a claim of another operation is not taken off",
      "return claimOf(group)?.operationId === mine ?",
      "return claimOf(group) ?",
    ],
    [
      "what is put back is exactly what it was",
      "if (group.minSize === minSize && group.maxSize === maxSize) return [];",
      "if (group.minSize >= minSize && group.maxSize <= maxSize) return [];",
    ],
    [
      "only what is still suspended is resumed",
      "wanted.filter((process) => isSuspended(group, process))",
      "[...wanted]",
    ],
    [
      "nothing is put back on a group that is going",
      "if (!group || group.status !== null) return [];",
      "if (!group) return [];",
    ],
  ]),
  ...guardsOf("shared/decide/release/preflight.ts", tests, [
    [
      "nothing begins while another operation holds the fleet",
      "const lagging = held(seen.live, memory, nowMs) ??",
      "const lagging =",
    ],
    [
      "nothing begins while AWS refreshes the group",
      "const reason = refresh(work, seen) ??",
      "const reason =",
    ],
    ["nothing begins with an image that isn't there", "?? missingImage(work, seen.image)", ""],
    ["nothing begins with an image that can't be started", "badImage(work, seen, nowMs) ??", ""],
    ["a name that is taken by now is not used", "?? taken(work, seen.newGroup)", ""],
  ]),
  ...guardsOf("shared/decide/call-failure.ts", tests, [
    [
      "an answer that nobody saw is looked at, never given up on",
      'if (outcome.kind === "unknown") {',
      'if (outcome.kind === "unknown" && inARow < 0) {',
    ],
  ]),
];

export const decisionGuards = [...proof, ...steps, ...claims];
