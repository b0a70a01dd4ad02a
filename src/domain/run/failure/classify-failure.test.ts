import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyFailure, excerptOf, lastLines, type Diagnosis } from './classify-failure.ts'
import { failureKinds, failureRules, type FailureKind } from './failure-rules.ts'

interface Seeded {
  readonly name: string
  readonly kind: FailureKind
  readonly what?: string
  /** The line that says so first, by its text. */
  readonly says?: string
  readonly exitCode?: number
  readonly reason?: string
  readonly message?: string
  readonly output: string
}

// Outputs as the tools print them, shortened where they repeat.
const seeded: readonly Seeded[] = [
  {
    name: 'Node beyond its heap',
    kind: 'out-of-memory',
    exitCode: 134,
    says: 'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
    output: `<--- Last few GCs --->
[412:0x2a7e] 1834 ms: Mark-Compact 60.1 (64.2) -> 59.9 (64.4) MB
FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory
----- Native stack trace -----`,
  },
  {
    name: 'a container beyond its limit',
    kind: 'out-of-memory',
    exitCode: 137,
    reason: 'OOMKilled',
    output: 'indexing 40 %',
  },
  {
    name: 'a killed process without a word',
    kind: 'killed',
    what: 'SIGKILL',
    exitCode: 137,
    reason: 'Error',
    output: '',
  },
  {
    name: 'a task beyond its time',
    kind: 'timed-out',
    reason: 'TaskRunTimeout',
    output: 'error: retrying (4)\nwaiting',
  },
  {
    name: 'a supervisor that died',
    kind: 'lost',
    reason: 'Lost',
    output: 'connect ECONNREFUSED 127.0.0.1:1',
  },
  {
    name: 'a secret that nobody set',
    kind: 'missing-secret',
    what: 'registry-token',
    message: 'secret "registry-token" not found',
    output: '',
  },
  {
    name: 'a secret without the key (local engine)',
    kind: 'missing-secret',
    what: 'db',
    message: 'Secret "db" has no key "url", which task "migrate" needs',
    output: '',
  },
  {
    name: 'a command that speaks of errors, and then fails by another',
    kind: 'missing-file',
    what: 'dist/index.html',
    exitCode: 1,
    says: 'cat: dist/index.html: No such file or directory',
    output: `$ sh -c 'cat dist/index.html || echo "Error: connect ECONNREFUSED 127.0.0.1:1"'
+ cat dist/index.html
cat: dist/index.html: No such file or directory`,
  },
  {
    name: 'CUE values that exclude each other',
    kind: 'cue-error',
    says: 'deployment.replicas: conflicting values 2 and "two" (mismatched types int and string):',
    exitCode: 1,
    output: `deployment.replicas: conflicting values 2 and "two" (mismatched types int and string):
    ./adapter.cue:14:12
    ./values.cue:3:14`,
  },
  {
    name: 'a database that is not there (Node)',
    kind: 'refused',
    what: '127.0.0.1:5432',
    output: `> api@1.0.0 test
Error: connect ECONNREFUSED 127.0.0.1:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)
not ok 3 - lists books`,
  },
  {
    name: 'a service that is not there (Go)',
    kind: 'refused',
    what: '10.0.0.7:8080',
    output: 'Get "http://10.0.0.7:8080/healthz": dial tcp 10.0.0.7:8080: connect: connection refused',
  },
  {
    name: 'a service that is not there (curl)',
    kind: 'refused',
    what: '127.0.0.1 port 41880',
    exitCode: 7,
    output: "curl: (7) Failed to connect to 127.0.0.1 port 41880 after 0 ms: Couldn't connect to server",
  },
  {
    name: 'a failing test (node:test)',
    kind: 'failing-test',
    what: 'keeps the order of shelves',
    output: `✔ lists books (3.1ms)
✖ keeps the order of shelves (1.2ms)
ℹ tests 2
ℹ fail 1`,
  },
  {
    name: 'a file of tests that broke off (node:test)',
    kind: 'failing-test',
    what: 'test/shelf.test.js',
    says: "Error: ENOENT: no such file or directory, open 'dist/shelf.html'",
    output: `✔ books (31.3ms)
node:fs:441
    return binding.readFileUtf8(path, stringToFlags(options.flag));
Error: ENOENT: no such file or directory, open 'dist/shelf.html'
    at Object.readFileSync (node:fs:441:20)
✖ test/shelf.test.js (760.4ms)
ℹ fail 1`,
  },
  {
    name: 'a failing test (go)',
    kind: 'failing-test',
    what: 'TestShelf',
    output: `=== RUN   TestShelf
--- FAIL: TestShelf (0.00s)
    shelf_test.go:12: got 1, want 2
FAIL`,
  },
  {
    name: 'a failing test (pytest)',
    kind: 'failing-test',
    output: `test_shelf.py F                                    [100%]
E       AssertionError: assert 1 == 2
========================= 1 failed in 0.03s =========================`,
  },
  {
    name: 'a full disk (sh)',
    kind: 'disk-full',
    output: 'copying layers\nsh: write error: No space left on device\nnpm error code 1',
  },
  { name: 'a log that could not be written', kind: 'disk-full', reason: 'LogWriteFailed', output: 'fine so far' },
  {
    name: 'a program that is missing (dash)',
    kind: 'command-not-found',
    what: 'helm',
    exitCode: 127,
    output: '/tekton/scripts/deploy: 3: helm: not found',
  },
  {
    name: 'a program that is missing (bash)',
    kind: 'command-not-found',
    what: 'kubectl',
    exitCode: 127,
    output: 'deploy.sh: line 12: kubectl: command not found',
  },
  {
    name: 'an interpreter that is missing',
    kind: 'command-not-found',
    what: 'python3',
    exitCode: 127,
    output: 'env: ‘python3’: No such file or directory',
  },
  {
    name: 'a script that npm does not know',
    kind: 'command-not-found',
    what: 'lint',
    exitCode: 1,
    output: 'npm error Missing script: "lint"',
  },
  {
    name: 'a script without the right to run',
    kind: 'permission',
    exitCode: 126,
    output: 'sh: 1: ./build.sh: Permission denied',
  },
  {
    name: 'a folder that may not be written (Node)',
    kind: 'permission',
    what: '/usr/lib/node_modules',
    output: "npm error Error: EACCES: permission denied, mkdir '/usr/lib/node_modules'",
  },
  {
    name: 'an image that nobody pushed',
    kind: 'image',
    what: 'registry.example.com/bookshelf:1.9',
    output: 'Error response from daemon: manifest for registry.example.com/bookshelf:1.9 not found: manifest unknown',
  },
  {
    name: 'a name without an address (Node)',
    kind: 'dns',
    what: 'registry.npmjs.example',
    output:
      'npm error network request to https://registry.npmjs.example failed, reason: getaddrinfo ENOTFOUND registry.npmjs.example',
  },
  {
    name: 'a name without an address (curl)',
    kind: 'dns',
    what: 'api.internal',
    exitCode: 6,
    output: 'curl: (6) Could not resolve host: api.internal',
  },
  {
    name: 'a certificate of an unknown issuer (Go)',
    kind: 'tls',
    output: 'tls: failed to verify certificate: x509: certificate signed by unknown authority',
  },
  {
    name: 'a certificate of its own (curl)',
    kind: 'tls',
    exitCode: 60,
    output: 'curl: (60) SSL certificate problem: self-signed certificate',
  },
  {
    name: 'Git without a password',
    kind: 'git-auth',
    what: 'https://git.example.com',
    exitCode: 128,
    output:
      "Cloning into 'src'...\nfatal: could not read Username for 'https://git.example.com': terminal prompts disabled",
  },
  {
    name: 'Git with a key that is not known',
    kind: 'git-auth',
    exitCode: 128,
    output: 'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
  },
  {
    name: 'a branch that is gone',
    kind: 'git-revision',
    what: 'release-9',
    exitCode: 128,
    output: 'fatal: Remote branch release-9 not found in upstream origin',
  },
  {
    name: 'the port of a Service that another program has (local target)',
    kind: 'port-in-use',
    what: '21259',
    exitCode: 1,
    output:
      '✗ The rollout failed: Version 42 did not take over: Port 21259, which belongs to bookshelf-api (staging), cannot be used: another program listens there; end that program, then deploy again',
  },
  {
    name: 'a port that is taken',
    kind: 'port-in-use',
    what: '0.0.0.0:8080',
    output:
      'Error: listen EADDRINUSE: address already in use 0.0.0.0:8080\n    at Server.setupListenHandle [as _listen2]',
  },
  {
    name: 'a program that is no program (Node)',
    kind: 'syntax',
    output: "/workspace/server.js:12\n  const = 3\n        ^\n\nSyntaxError: Unexpected token '='",
  },
  {
    name: 'a script that is no script',
    kind: 'syntax',
    exitCode: 2,
    output: '/tekton/scripts/build: 4: Syntax error: "fi" unexpected (expecting "then")',
  },
  {
    name: 'manifests that are no YAML',
    kind: 'syntax',
    output: 'error: error parsing deploy.yaml: yaml: line 7: mapping values are not allowed in this context',
  },
  {
    name: 'types that do not fit',
    kind: 'type-error',
    exitCode: 2,
    output: "src/shelf.ts(4,9): error TS2322: Type 'string' is not assignable to type 'number'.",
  },
  {
    name: 'a package that is not installed',
    kind: 'missing-module',
    what: 'left-pad',
    output: "Error: Cannot find module 'left-pad'\nRequire stack:",
  },
  {
    name: 'a file that is not there',
    kind: 'missing-file',
    what: 'dist/index.html',
    exitCode: 1,
    output: 'cat: dist/index.html: No such file or directory',
  },
  {
    name: 'a rollout that does not get ready',
    kind: 'not-ready',
    output: 'error: timed out waiting for the condition',
  },
  {
    name: 'an application that ends before it is ready (local target)',
    kind: 'not-ready',
    what: 'shelf-api-1 ended 3 times before it was ready: exited with code 1',
    exitCode: 1,
    says: '✗ The rollout failed: Version 42 did not take over: shelf-api-1 ended 3 times before it was ready: exited with code 1; nothing was running before',
    output: `shelf-api-1: GET /healthz was refused: nothing listens at the port yet
✗ The rollout failed: Version 42 did not take over: shelf-api-1 ended 3 times before it was ready: exited with code 1; nothing was running before`,
  },
  {
    name: 'a right that is missing in the cluster',
    kind: 'unauthorized',
    output: 'Error from server (Forbidden): deployments.apps is forbidden: User "ci" cannot create',
  },
  {
    name: 'a registry that has had enough',
    kind: 'rate-limit',
    output: 'toomanyrequests: You have reached your pull rate limit.',
  },
  { name: 'a program that crashed', kind: 'exception', what: 'SIGSEGV', exitCode: 139, output: 'crunching' },
  { name: 'a step stopped by a signal', kind: 'killed', exitCode: 143, output: 'serving' },
  {
    name: 'an address that is not there (curl)',
    kind: 'not-found',
    exitCode: 22,
    output: 'curl: (22) The requested URL returned error: 404',
  },
  {
    name: 'an object that is not there (kubectl)',
    kind: 'not-found',
    what: 'deployments.apps "shelf"',
    output: 'Error from server (NotFound): deployments.apps "shelf" not found',
  },
  {
    name: 'a server that failed (curl)',
    kind: 'server-error',
    what: '503',
    exitCode: 22,
    output: 'curl: (22) The requested URL returned error: 503',
  },
  {
    name: 'a release that another one holds (Helm)',
    kind: 'locked',
    output: 'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
  },
  {
    name: 'changes that exclude each other (Git)',
    kind: 'git-conflict',
    what: 'src/shelf.js',
    says: 'CONFLICT (content): Merge conflict in src/shelf.js',
    output:
      'Auto-merging src/shelf.js\nCONFLICT (content): Merge conflict in src/shelf.js\nAutomatic merge failed; fix conflicts',
  },
  {
    name: 'a branch that has moved (Git)',
    kind: 'git-conflict',
    says: ' ! [rejected]        main -> main (fetch first)',
    output: " ! [rejected]        main -> main (fetch first)\nerror: failed to push some refs to 'http://x/y.git'",
  },
  {
    name: 'rules of style (ESLint)',
    kind: 'check-failed',
    what: '1 problem (1 error, 0 warnings)',
    output: '/src/a.js\n  3:7  error  x is never used  no-unused-vars\n\n✖ 1 problem (1 error, 0 warnings)',
  },
  {
    name: 'known vulnerabilities (Trivy)',
    kind: 'check-failed',
    what: '3 (HIGH: 2, CRITICAL: 1)',
    output: 'Total: 3 (HIGH: 2, CRITICAL: 1)\nCVE-2024-1234 openssl CRITICAL',
  },
  {
    name: 'too little coverage',
    kind: 'check-failed',
    what: 'Coverage for lines (71.2%)',
    output: 'ERROR: Coverage for lines (71.2%) does not meet global threshold (80%)',
  },
  {
    name: 'a database that does not know the password',
    kind: 'unauthorized',
    what: 'shelf',
    output:
      'psql: error: connection to server at "db" (10.0.0.4), port 5432 failed: FATAL:  password authentication failed for user "shelf"',
  },
  {
    name: 'a variable that nobody set (sh)',
    kind: 'unset-variable',
    what: 'SHELF_URL',
    exitCode: 2,
    output: 'begin\n/tekton/scripts/0-run: 3: SHELF_URL: parameter not set',
  },
  {
    name: 'an exception (Python)',
    kind: 'exception',
    what: "KeyError: 'shelf'",
    says: "KeyError: 'shelf'",
    output: 'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nKeyError: \'shelf\'',
  },
  {
    name: 'an exception (Node)',
    kind: 'exception',
    what: "TypeError: Cannot read properties of undefined (reading 'shelf')",
    output:
      "[eval]:1\na.shelf\n  ^\n\nTypeError: Cannot read properties of undefined (reading 'shelf')\n    at [eval]:1:22",
  },
  {
    name: 'an exception (Java)',
    kind: 'exception',
    what: 'java.lang.NullPointerException: shelf',
    output: 'Exception in thread "main" java.lang.NullPointerException: shelf\n\tat Shelf.main(Shelf.java:3)',
  },
  {
    name: 'a panic (Go)',
    kind: 'exception',
    what: 'runtime error: index out of range [3] with length 2',
    output: 'panic: runtime error: index out of range [3] with length 2\n\ngoroutine 1 [running]:',
  },
  {
    name: 'a program that does not compile (C++)',
    kind: 'type-error',
    output: "shelf.cpp:4:3: error: 'vector' was not declared in this scope\nmake: *** [Makefile:2: shelf] Error 1",
  },
  {
    name: 'an error in Japanese that no rule knows',
    kind: 'unknown',
    what: 'エラー: 棚 id=12 が見つかりません',
    output: '設定を読み込みました\nエラー: 棚 id=12 が見つかりません',
  },
  {
    name: 'an error that no rule knows',
    kind: 'unknown',
    exitCode: 3,
    says: 'Error: the shelf is crooked',
    output: 'measuring\nError: the shelf is crooked\nbye',
  },
]

function diagnose({ exitCode, reason, message, output }: Seeded): Diagnosis {
  return classifyFailure({
    exitCode,
    reasons: reason === undefined ? [] : [reason],
    messages: message === undefined ? [] : [message],
    lines: output.split('\n'),
  })
}

describe('why a step failed', () => {
  it.each(seeded.map((one) => [one.name, one] as const))('knows %s', (_, one) => {
    const found = diagnose(one)
    expect(found.kind).toBe(one.kind)
    if (one.what !== undefined) expect(found.what).toBe(one.what)
    if (one.says !== undefined) expect(one.output.split('\n')[found.line ?? -1]).toBe(one.says)
  })

  it('takes a clean report for no error', () => {
    expect(classifyFailure({ exitCode: 1, reasons: [], messages: [], lines: ['0 errors, 0 failed', 'done'] })).toEqual({
      kind: 'unknown',
    })
  })

  it('is total, and points only at lines that exist', () => {
    const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom('Error: x', 'ENOSPC', 'FAIL a')))
    fc.assert(
      fc.property(texts, fc.option(fc.integer({ min: 0, max: 255 }), { nil: undefined }), (lines, exitCode) => {
        const { kind, line } = classifyFailure({ exitCode, reasons: [], messages: [], lines })
        expect(failureKinds).toContain(kind)
        if (line !== undefined) expect(lines[line]).toBeDefined()
      }),
    )
  })

  it('keeps its rules quick on long lines', () => {
    const long = `${'a '.repeat(20_000)}`
    for (const { pattern } of failureRules) expect(pattern.test(long)).toBe(false)
  })
})

describe('lines around the first error', () => {
  it('are five on both sides, fewer at the ends', () => {
    const lines = Array.from({ length: 20 }, (_, index) => String(index))
    expect(excerptOf(lines, 10)).toEqual({ from: 5, lines: lines.slice(5, 16) })
    expect(excerptOf(lines, 1).lines).toEqual(lines.slice(0, 7))
  })
})

describe('the last lines', () => {
  it('are those that say something', () => {
    expect(lastLines(['a', 'b', 'c', '', '  '], 2)).toEqual({ from: 1, lines: ['b', 'c'] })
    expect(lastLines([])).toEqual({ from: 0, lines: [] })
  })
})
