import type { FailureKind } from './failure-rules.ts'
import type { Seeded } from './seeded.ts'

/** Failures that one line tells: its kind, the tool, the output, and what it is about. */
const told: readonly (readonly [FailureKind, string, string, string?])[] = [
  ['refused', 'psql', 'psql: error: connection to server at "db", port 5432 failed: Connection refused'],
  ['refused', 'Prisma', "Error: P1001: Can't reach database server at `db:5432`", 'db:5432'],
  [
    'refused',
    'kubectl',
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
    'localhost:8080',
  ],
  [
    'refused',
    'docker',
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'unix:///var/run/docker.sock',
  ],
  ['unauthorized', 'kubectl', 'error: You must be logged in to the server (Unauthorized)'],
  [
    'unauthorized',
    'the AWS client',
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
  ],
  [
    'unauthorized',
    'the AWS client',
    'An error occurred (ExpiredToken) when calling the PutObject operation: The provided token has expired.',
  ],
  ['unauthorized', 'gcloud', 'ERROR: (gcloud.run.deploy) PERMISSION_DENIED: Permission "run.services.get" denied'],
  ['unauthorized', 'az', "ERROR: Please run 'az login' to setup account."],
  [
    'unknown',
    'a quota',
    'Error from server (Forbidden): error when creating "a.yaml": pods "x" is forbidden: exceeded quota: q, requested: cpu=1',
  ],
  [
    'not-found',
    'kubectl',
    'error: resource mapping not found for name: "x" namespace: "" from "a.yaml": no matches for kind "Foo" in version "x/v1"',
    '"Foo"',
  ],
  ['syntax', 'jq', 'jq: parse error: Invalid numeric literal at line 1, column 6'],
  ['type-error', 'go', './main.go:4:2: "os" imported and not used'],
  ['type-error', 'Gradle', "> Task :compileJava FAILED\n/src/A.java:3: error: ';' expected"],
  ['type-error', 'Maven', '[ERROR] COMPILATION ERROR :\n[ERROR] /src/A.java:[3,5] cannot find symbol'],
  ['type-error', '.NET', "Program.cs(3,5): error CS0103: The name 'x' does not exist in the current context"],
  [
    'missing-module',
    'npm ci',
    'npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
    'package-lock.json',
  ],
  [
    'missing-module',
    'npm',
    'npm error code ETARGET\nnpm error notarget No matching version found for left-pad@99.0.0.',
    'left-pad@99.0.0',
  ],
  ['missing-module', 'pnpm', ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"'],
  ['missing-module', 'yarn', 'error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.'],
  ['missing-module', 'apt', 'E: Unable to locate package foo', 'foo'],
  ['missing-module', 'apk', 'ERROR: unable to select packages:\n  foo (no such package):', 'foo'],
  ['permission', 'git', "fatal: detected dubious ownership in repository at '/workspace/source'", '/workspace/source'],
  ['missing-file', 'tar', 'tar: x.tgz: Cannot open: No such file or directory', 'x.tgz'],
  [
    'missing-file',
    'docker',
    'ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory',
    'Dockerfile',
  ],
  ['unset-variable', 'a program', 'Error: Environment variable DATABASE_URL is not set', 'DATABASE_URL'],
  ['permission', 'touch', "touch: cannot touch '/usr/bin/x': Read-only file system", '/usr/bin/x'],
  ['permission', 'dash', '/tekton/scripts/0-s: 3: ./x.sh: Permission denied', './x.sh'],
  ['missing-file', 'kubectl', 'error: the path "x.yaml" does not exist', 'x.yaml'],
  ['failing-test', 'TAP', 'ok 1 - adds\nnot ok 2 - subtracts', 'subtracts'],
  [
    'exception',
    'Ruby',
    "app.rb:3:in `<main>': undefined method `foo' for nil:NilClass (NoMethodError)",
    'NoMethodError',
  ],
  [
    'check-failed',
    'mypy',
    'a.py:1: error: Incompatible types\nFound 1 error in 1 file (checked 1 source file)',
    '1 error in 1 file (checked 1 source file)',
  ],
  ['failing-test', 'RSpec', '  1) Cart adds\n     Failure/Error: expect(1).to eq 2\n\n2 examples, 1 failure'],
  ['failing-test', 'Playwright', '  1) a.spec.ts:3:1 > logs in\n\n  1 failed'],
  ['failing-test', '.NET', 'Failed!  - Failed:     1, Passed:     2, Skipped:     0, Total:     3'],
  ['failing-test', 'PHPUnit', 'FAILURES!\nTests: 3, Assertions: 4, Failures: 1.'],
]

export const failuresOfTools: readonly Seeded[] = [
  ...told.map(([kind, tool, output, what], index): Seeded => {
    const name = `${kind} as ${tool} tells it (${index + 1})`
    return what === undefined ? { name, kind, exitCode: 1, output } : { name, kind, exitCode: 1, output, what }
  }),
  {
    name: 'a result of another type than declared',
    kind: 'wrong-result',
    exitCode: 0,
    reason: 'TaskRunValidationFailed',
    message: 'Result "a" is declared as array but its text is not JSON of that type with strings in it',
    output: 'error: this line is not why',
  },
  {
    name: 'a result with the value of a secret',
    kind: 'secret-in-result',
    exitCode: 0,
    reason: 'TaskRunValidationFailed',
    message:
      'Result "a" holds the value of secret db/password: results can be read by everybody, hand secrets on by reference',
    output: 'error: this line is not why',
  },
  {
    name: 'an error that Node prints below the source that threw it',
    kind: 'unknown',
    what: 'Error: boom',
    exitCode: 1,
    says: 'Error: boom',
    output: '/app/a.js:1\nthrow new Error("boom")\n^\n\nError: boom\n    at Object.<anonymous> (/app/a.js:1:7)',
  },
  {
    name: 'a complaint without the words of an error, after a line of no meaning',
    kind: 'unknown',
    exitCode: 1,
    says: 'expected 200 but got 500',
    output: 'checking /health\nexpected 200 but got 500',
  },
]
