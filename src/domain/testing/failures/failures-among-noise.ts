import type { Seeded } from './seeded.ts'

/** Outputs with something that looks worse than what ended the step: warnings, failures that a retry overcame, prints of tests. */
export const failuresAmongNoise: readonly Seeded[] = [
  {
    name: 'a failed test beside one that prints a refused connection (node:test)',
    kind: 'failing-test',
    what: 'cart: total with discount',
    says: '  AssertionError [ERR_ASSERTION]: 90 == 89',
    output: `✖ cart: total with discount (0.9ms)
Error: connect ECONNREFUSED 127.0.0.1:1
✔ cart: tells when the till is away (1.2ms)
ℹ tests 2
ℹ fail 1

✖ failing tests:

test at test/a.test.js:2:1
✖ cart: total with discount (0.9ms)
  AssertionError [ERR_ASSERTION]: 90 == 89
      at TestContext.<anonymous> (/src/test/a.test.js:2:38)`,
  },
  {
    name: 'a failed test whose source speaks of a refused connection (pytest)',
    kind: 'failing-test',
    says: 'E       assert 3 == 4',
    output: `=================================== FAILURES ===================================
    def test_total():
        logging.warning("connection refused, retrying")
>       assert total([1,2]) == 4
E       assert 3 == 4
------------------------------ Captured log call -------------------------------
WARNING  root:test_a.py:5 connection refused, retrying
FAILED test_a.py::test_total - assert 3 == 4
1 failed, 1 passed in 0.03s`,
  },
  {
    name: 'a test that failed for a refused connection (node:test)',
    kind: 'refused',
    what: '127.0.0.1:5432',
    output: `✖ reads the catalogue (129.6ms)
ℹ fail 1

✖ failing tests:

✖ reads the catalogue (129.6ms)
  [TypeError [Error]: fetch failed] {
    [cause]: Error: connect ECONNREFUSED 127.0.0.1:5432`,
  },
  {
    name: 'a test that failed for a refused connection (go)',
    kind: 'refused',
    what: '127.0.0.1:5432',
    output: `--- FAIL: TestDb (0.00s)
    a_test.go:3: dial tcp 127.0.0.1:5432: connect: connection refused
FAIL`,
  },
  {
    name: 'a panic in a test (go)',
    kind: 'failing-test',
    what: 'TestB',
    says: 'panic: assignment to entry in nil map [recovered, repanicked]',
    output: `=== RUN   TestB
--- FAIL: TestB (0.00s)
panic: assignment to entry in nil map [recovered, repanicked]

goroutine 17 [running]:`,
  },
  {
    name: 'an error in a test (unittest)',
    kind: 'failing-test',
    what: 'test_key (test_a.T.test_key)',
    says: "KeyError: 'a'",
    output: `EF
======================================================================
ERROR: test_key (test_a.T.test_key)
----------------------------------------------------------------------
Traceback (most recent call last):
KeyError: 'a'

======================================================================
FAIL: test_total (test_a.T.test_total)
AssertionError: 3 != 4

FAILED (failures=1, errors=1)`,
  },
  {
    name: 'a failing test (Playwright)',
    kind: 'failing-test',
    what: '[chromium] › cart.spec.ts:8:1 › pays',
    says: '    Error: locator.click: Test timeout of 30000ms exceeded.',
    output: `  ✓  1 [chromium] › cart.spec.ts:3:1 › opens (1.2s)
  ✘  2 [chromium] › cart.spec.ts:8:1 › pays (30.0s)

  1) [chromium] › cart.spec.ts:8:1 › pays

    Test timeout of 30000ms exceeded.

    Error: locator.click: Test timeout of 30000ms exceeded.
  1 failed`,
  },
  {
    name: 'a database that was waited for, and then something else',
    kind: 'unknown',
    what: 'ERROR:  relation "orders" already exists',
    output: `waiting for db: connect ECONNREFUSED 127.0.0.1:5432 (attempt 1)
waiting for db: connect ECONNREFUSED 127.0.0.1:5432 (attempt 2)
db is up
migrating
ERROR:  relation "orders" already exists`,
  },
  {
    name: 'a service that was waited for in vain',
    kind: 'refused',
    what: 'shop port 80',
    output: `attempt 1: curl: (7) Failed to connect to shop port 80 after 0 ms
attempt 2: curl: (7) Failed to connect to shop port 80 after 0 ms
Gave up.`,
  },
  {
    name: 'a database that was waited for in vain (Java)',
    kind: 'refused',
    output: `WARN 1 --- [main] com.shop.Db : Connection refused, retrying (1/2)
WARN 1 --- [main] com.shop.Db : Connection refused, retrying (2/2)
ERROR 1 --- [main] com.shop.App : Application run failed`,
  },
  {
    name: 'a check behind the answers of the server under test',
    kind: 'unknown',
    what: 'Error: page /cart is missing its heading',
    output: `GET /api/none 404 Not Found
GET /api/admin 401 Unauthorized
checked 3 pages
Error: page /cart is missing its heading`,
  },
  {
    name: 'an error behind warnings',
    kind: 'unknown',
    what: 'Error: No configuration files',
    output: `(node:12) [DEP0040] DeprecationWarning: The punycode module is deprecated. Error handling changed.
│ Warning: Unable to open CLI configuration file
npm warn deprecated inflight@1.0.6: This module has failed us.
│ Error: No configuration files`,
  },
  {
    name: 'an error of a class without words of its own (node)',
    kind: 'unknown',
    what: 'Error: no total for order 17',
    output: `/src/total.js:3
  if (!order) return Promise.reject(new OrderError("no total for order 17"))
                                    ^

Error: no total for order 17`,
  },
  {
    name: 'the first finding, not their sum (ESLint)',
    kind: 'check-failed',
    what: '2 problems (1 error, 1 warning)',
    says: "   3:7  error    'total' is assigned a value but never used  no-unused-vars",
    output: `/src/cart.js
   1:1  warning  Unexpected console statement                no-console
   3:7  error    'total' is assigned a value but never used  no-unused-vars

✖ 2 problems (1 error, 1 warning)`,
  },
  {
    name: 'the first finding, not their sum (mypy)',
    kind: 'check-failed',
    says: 'cart.py:3: error: Incompatible return value type (got "str", expected "int")  [return-value]',
    output: `cart.py:3: error: Incompatible return value type (got "str", expected "int")  [return-value]
Found 1 error in 1 file (checked 1 source file)`,
  },
  {
    name: 'bash in a script that sh runs',
    kind: 'wrong-shell',
    what: '[[',
    output: `/tekton/scripts/build: 2: [[: not found
/tekton/scripts/build: 3: set: Illegal option -o pipefail`,
  },
  {
    name: 'a list of bash in a script that sh runs',
    kind: 'wrong-shell',
    output: '/tekton/scripts/build: 1: Syntax error: "(" unexpected',
  },
  {
    name: 'a program that is not there is no matter of shells',
    kind: 'command-not-found',
    what: 'helm',
    output: '/tekton/scripts/build: 2: helm: not found',
  },
  {
    name: 'a program that a signal ended (sh)',
    kind: 'exception',
    what: 'Segmentation fault',
    says: 'Segmentation fault',
    exitCode: 139,
    output: 'starting\nSegmentation fault',
  },
  {
    name: 'a program that a signal ended (bash)',
    kind: 'exception',
    what: 'Segmentation fault',
    exitCode: 139,
    output: '/tekton/scripts/run: line 3:    12 Segmentation fault      (core dumped) ./indexer',
  },
  {
    name: 'no lock file (npm ci)',
    kind: 'missing-module',
    what: 'package-lock.json',
    output: `npm error code EUSAGE
npm error The \`npm ci\` command can only install with an existing package-lock.json or`,
  },
  {
    name: 'a library that no repository has (Maven)',
    kind: 'missing-module',
    what: 'com.shop:core:jar:2.1',
    output:
      '[ERROR] Failed to execute goal on project shop: Could not find artifact com.shop:core:jar:2.1 in central (https://repo.example/maven2)',
  },
  {
    name: 'no repository there (git)',
    kind: 'git-revision',
    what: '/nowhere/shop.git',
    output: "fatal: repository '/nowhere/shop.git' does not exist",
  },
  {
    name: 'a file that is missing, in Japanese',
    kind: 'missing-file',
    what: 'dist/index.html',
    output: "コピー中…\ncp: 'dist/index.html' を stat できません: そのようなファイルやディレクトリはありません",
  },
  {
    name: 'a command that is missing, in Japanese',
    kind: 'command-not-found',
    what: 'helm',
    output: 'bash: 行 2: helm: コマンドが見つかりません',
  },
  {
    name: 'a file that may not be written, in Japanese',
    kind: 'permission',
    output: "touch: '/usr/x' に touch できません: 許可がありません",
  },
  {
    name: 'a compiler that speaks Japanese',
    kind: 'type-error',
    says: 'src/Main.java:3: エラー: シンボルを見つけられません',
    output: `警告: 古い API です。エラーはありません。
src/Main.java:3: エラー: シンボルを見つけられません
エラー1個`,
  },
]
