import type { Seeded } from './seeded.ts'

/** Failures of a step's surroundings: memory, disk, network, credentials, registries, targets. */
export const failuresAround: readonly Seeded[] = [
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
    name: 'a secret that there is not (local engine)',
    kind: 'missing-secret',
    what: 'nosuch',
    reason: 'CreateRunFailed',
    message: 'There is no Secret "nosuch", which task "work" needs',
    output: '',
  },
  {
    name: 'a task that could not be made',
    kind: 'not-started',
    reason: 'CreateRunFailed',
    message: 'There is no ConfigMap "settings", which task "work" needs',
    output: '',
  },
  {
    name: 'a program that the sandbox has not got',
    kind: 'command-not-found',
    what: '/no/such/program',
    exitCode: 1,
    output: 'bwrap: execvp /no/such/program: No such file or directory',
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
    name: 'a full disk (sh)',
    kind: 'disk-full',
    output: 'copying layers\nsh: write error: No space left on device\nnpm error code 1',
  },
  { name: 'a log that could not be written', kind: 'disk-full', reason: 'LogWriteFailed', output: 'fine so far' },
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
    name: 'a rollout that does not get ready',
    kind: 'not-rolled-out',
    output: 'error: timed out waiting for the condition',
  },
  {
    name: 'an application that listens elsewhere than at its port (local target)',
    kind: 'not-listening',
    what: 'api-6396ab-1',
    exitCode: 1,
    output:
      '✗ The rollout failed: Version 42 did not take over: it was not ready after 60 s; api-6396ab-1: GET / was refused: nothing listens at the port yet; nothing was running before',
  },
  {
    name: 'an application that does not have the path that it is asked for (local target)',
    kind: 'wrong-readiness',
    what: 'GET / answered 404',
    exitCode: 1,
    output:
      '✗ The rollout failed: Version 42 did not take over: it was not ready after 60 s; api-6396ab-1: GET / answered 404; nothing was running before',
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
    name: 'a registry that does not let one push',
    kind: 'unauthorized',
    says: 'denied: requested access to the resource is denied',
    output:
      'The push refers to repository [registry.example.org/shelf]\ndenied: requested access to the resource is denied',
  },
  {
    name: 'a registry that knows nobody',
    kind: 'unauthorized',
    output: 'error parsing HTTP 401 response body: unauthorized: authentication required',
  },
  {
    name: 'a registry that has had enough',
    kind: 'rate-limit',
    output: 'toomanyrequests: You have reached your pull rate limit.',
  },
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
    name: 'an application that answers something else (verify:http)',
    kind: 'wrong-answer',
    what: 'status 500 instead of 200',
    says: '✗ No right answer in 2 attempts: status 500 instead of 200',
    output:
      '[1/2] GET http://127.0.0.1:21258/ 500 4 ms\n[2/2] GET http://127.0.0.1:21258/ 500 3 ms\n✗ No right answer in 2 attempts: status 500 instead of 200',
  },
  {
    name: 'a release that another one holds (Helm)',
    kind: 'locked',
    output: 'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
  },
  {
    name: 'a database that does not know the password',
    kind: 'unauthorized',
    what: 'shelf',
    output:
      'psql: error: connection to server at "db" (10.0.0.4), port 5432 failed: FATAL:  password authentication failed for user "shelf"',
  },
  {
    name: 'an approval that was not given, whatever was said',
    kind: 'rejected',
    reason: 'Rejected',
    message: 'Ann: the rollout timed out, connection refused',
    output: '',
  },
  {
    name: 'a database that nobody has started (psql)',
    kind: 'refused',
    what: '"127.0.0.1", port 5432',
    output: 'psql: error: connection to server at "127.0.0.1", port 5432 failed: Connection refused',
  },
]
