import type { Seeded } from './seeded.ts'
import { failuresOfTests } from './failures-of-tests.ts'

/** Failures of the code that is built and run: programs, scripts, tests, checks. */
export const failuresOfCode: readonly Seeded[] = [
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
  ...failuresOfTests,
  {
    name: 'a program that is missing (dash)',
    kind: 'command-not-found',
    what: 'helm',
    exitCode: 127,
    output: '/tekton/scripts/deploy: 3: helm: not found',
  },
  {
    name: 'a script whose first line names nothing that is there',
    kind: 'missing-interpreter',
    exitCode: 1,
    output: 'bwrap: execvp /tekton/scripts/0-work: No such file or directory',
  },
  {
    name: 'a script from Windows (env)',
    kind: 'missing-interpreter',
    what: 'bash',
    exitCode: 127,
    output: "/usr/bin/env: 'bash\\r': No such file or directory",
  },
  {
    name: 'a script from Windows (bash)',
    kind: 'missing-interpreter',
    what: '/bin/sh',
    exitCode: 126,
    output: 'deploy.sh: line 4: ./build.sh: /bin/sh^M: bad interpreter: No such file or directory',
  },
  {
    name: 'a folder that is missing (dash)',
    kind: 'missing-file',
    what: '/out/x',
    exitCode: 2,
    output: '/tekton/scripts/0-work: 2: cannot create /out/x: Directory nonexistent',
  },
  {
    name: 'a file that a script reads and that is missing (dash)',
    kind: 'missing-file',
    what: '/out/x',
    exitCode: 2,
    output: '/tekton/scripts/0-work: 2: cannot open /out/x: No such file',
  },
  {
    name: 'a folder that a script may not write to (dash)',
    kind: 'permission',
    what: '/usr/share/x',
    exitCode: 2,
    output: '/tekton/scripts/0-work: 2: cannot create /usr/share/x: Read-only file system',
  },
  {
    name: 'a rejection that nobody handled, as Node shows an error with its cause',
    kind: 'exception',
    what: 'TypeError: fetch failed',
    exitCode: 1,
    output: `node:internal/modules/run_main:107
    triggerUncaughtException(
    ^

[TypeError: fetch failed] {
  [cause]: Error: bad port`,
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
    name: 'a branch that is gone',
    kind: 'git-revision',
    what: 'release-9',
    exitCode: 128,
    output: 'fatal: Remote branch release-9 not found in upstream origin',
  },
  {
    name: 'a program that is no program (Node)',
    kind: 'syntax',
    output: "/workspace/server.js:12\n  const = 3\n        ^\n\nSyntaxError: Unexpected token '='",
  },
  {
    name: 'a package.json that is no JSON',
    kind: 'syntax',
    what: 'package.json',
    exitCode: 1,
    output:
      "✗ package.json is no JSON: Expected ',' or '}' after property value in JSON at position 71 (line 5 column 3)",
  },
  {
    name: 'a package that the registry does not have (npm)',
    kind: 'missing-module',
    what: 'left-padding@^1.0.0',
    exitCode: 1,
    says: "npm error 404  The requested resource 'left-padding@^1.0.0' could not be found or you do not have permission to access it.",
    output: `npm error code E404
npm error 404 Not Found - GET https://registry.example.com/left-padding
npm error 404
npm error 404  The requested resource 'left-padding@^1.0.0' could not be found or you do not have permission to access it.
✗ sh ended with exit code 1`,
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
  { name: 'a program that crashed', kind: 'exception', what: 'SIGSEGV', exitCode: 139, output: 'crunching' },
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
    name: 'a variable that nobody set (sh)',
    kind: 'unset-variable',
    what: 'SHELF_URL',
    exitCode: 2,
    output: 'begin\n/tekton/scripts/0-run: 3: SHELF_URL: parameter not set',
  },
  {
    name: 'a variable that nobody set (a program)',
    kind: 'unset-variable',
    what: 'API_TOKEN',
    output: 'begin\nError: environment variable API_TOKEN is not set',
  },
  {
    name: 'a variable that nobody set (Python)',
    kind: 'unset-variable',
    what: 'SHELF_URL',
    output:
      'Traceback (most recent call last):\n  File "<frozen os>", line 685, in __getitem__\nKeyError: \'SHELF_URL\'',
    says: "KeyError: 'SHELF_URL'",
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
