import type { Seeded } from './seeded.ts'

/** Failures as test runners print them. */
export const failuresOfTests: readonly Seeded[] = [
  {
    name: 'a failing test (node:test)',
    kind: 'failing-test',
    what: 'keeps the order of shelves',
    says: '  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:',
    output: `✔ lists books (3.1ms)
✖ keeps the order of shelves (1.2ms)
ℹ tests 2
ℹ suites 0
ℹ pass 1
ℹ fail 1
ℹ cancelled 0
ℹ duration_ms 153.4

✖ failing tests:

test at test/shelf.test.js:3:1
✖ keeps the order of shelves (1.2ms)
  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:

  1 !== 2

      at TestContext.<anonymous> (file:///workspace/test/shelf.test.js:3:49)`,
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
    says: '    shelf_test.go:12: got 1, want 2',
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
    name: 'a failing test that prints before it is named (go test -v)',
    kind: 'failing-test',
    what: 'TestShelf',
    says: '    shelf_test.go:12: got 1, want 2',
    output: `=== RUN   TestShelf
    shelf_test.go:12: got 1, want 2
--- FAIL: TestShelf (0.00s)
FAIL
exit status 1
FAIL	example.com/shelf	0.004s`,
  },
  {
    name: 'a failing assertion without words (pytest)',
    kind: 'failing-test',
    what: 'test_shelf.py::test_order - assert 1 == 2',
    says: 'E       assert 1 == 2',
    output: `test_shelf.py F                                    [100%]
    def test_order():
>       assert 1 == 2
E       assert 1 == 2

test_shelf.py:2: AssertionError
=========================== short test summary info ============================
FAILED test_shelf.py::test_order - assert 1 == 2
============================== 1 failed in 0.03s ===============================`,
  },
  {
    name: 'a failing test (Jest)',
    kind: 'failing-test',
    what: 'test/shelf.test.js',
    says: '  ● shelf › keeps the order',
    output: `FAIL test/shelf.test.js
  shelf
    ✓ lists books (2 ms)
    ✓ finds one (1 ms)
    ✓ finds none (1 ms)
    ✕ keeps the order (3 ms)

  ● shelf › keeps the order

    expect(received).toBe(expected) // Object.is equality

    Expected: 2
    Received: 1

Tests:       1 failed, 3 passed, 4 total`,
  },
  {
    name: 'a failing test (Vitest)',
    kind: 'failing-test',
    what: 'test/shelf.test.ts > keeps the order',
    says: 'AssertionError: expected 1 to be 2 // Object.is equality',
    output: ` ❯ test/shelf.test.ts (2 tests | 1 failed) 7ms
   × keeps the order 6ms
 FAIL  test/shelf.test.ts > keeps the order
AssertionError: expected 1 to be 2 // Object.is equality
 ❯ test/shelf.test.ts:5:13`,
  },
  {
    name: 'a failing test (JUnit)',
    kind: 'failing-test',
    says: 'org.opentest4j.AssertionFailedError: expected: <1> but was: <2>',
    output: `[ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0 <<< FAILURE! -- in ShelfTest
[ERROR] ShelfTest.keepsOrder -- Time elapsed: 0.02 s <<< FAILURE!
org.opentest4j.AssertionFailedError: expected: <1> but was: <2>
	at ShelfTest.keepsOrder(ShelfTest.java:9)`,
  },
  {
    name: 'a failing test (PHPUnit)',
    kind: 'failing-test',
    says: '1) ShelfTest::testOrder',
    output: `..F.                                                4 / 4 (100%)

There was 1 failure:

1) ShelfTest::testOrder
Failed asserting that null matches expected 'x'.

/app/tests/ShelfTest.php:12

FAILURES!
Tests: 4, Assertions: 4, Failures: 1.`,
  },
  {
    name: 'a failing test (dotnet)',
    kind: 'failing-test',
    says: '  Failed Books.ShelfTest.Order [5 ms]',
    output: `[xUnit.net 00:00:00.50]     Books.ShelfTest.Order [FAIL]
  Failed Books.ShelfTest.Order [5 ms]
  Error Message:
   Assert.Equal() Failure: Values differ
Expected: 1
Actual:   2

Failed!  - Failed:     1, Passed:     2, Skipped:     0, Total:     3, Duration: 20 ms - Books.dll (net8.0)`,
  },
  {
    name: 'a failing test (cargo)',
    kind: 'failing-test',
    says: "thread 'tests::order' panicked at src/lib.rs:10:9:",
    output: `test tests::order ... FAILED
thread 'tests::order' panicked at src/lib.rs:10:9:
assertion failed: left == right
test result: FAILED. 0 passed; 1 failed`,
  },
]
