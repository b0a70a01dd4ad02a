/** Kinds of failures, in words that people use. `unknown` is said plainly. */
export const failureKinds = [
  'out-of-memory',
  'timed-out',
  'lost',
  'cancelled',
  'rejected',
  'not-answered',
  'condition',
  'missing-secret',
  'cue-error',
  'image',
  'git-auth',
  'git-revision',
  'disk-full',
  'quota',
  'exhausted',
  'port-in-use',
  'tls',
  'dns',
  'refused',
  'not-listening',
  'wrong-readiness',
  'not-ready',
  'not-rolled-out',
  'rate-limit',
  'unauthorized',
  'not-found',
  'server-error',
  'wrong-answer',
  'not-accepted',
  'others-fields',
  'locked',
  'git-conflict',
  'check-failed',
  'failing-test',
  'type-error',
  'syntax',
  'missing-module',
  'wrong-shell',
  'missing-interpreter',
  'command-not-found',
  'wrong-usage',
  'wrong-version',
  'wrong-machine',
  'wrong-checksum',
  'permission',
  'missing-file',
  'unset-variable',
  'exception',
  'result-too-large',
  'wrong-result',
  'missing-result',
  'secret-in-result',
  'refused-by-engine',
  'unfit-values',
  'not-started',
  'killed',
  'unknown',
] as const
export type FailureKind = (typeof failureKinds)[number]

/** Failures caused by the commit or by values: a retry would fail again, so they need a run with other ones. */
export const startsAnew: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'cue-error',
  'git-revision',
  'git-conflict',
  'check-failed',
  'not-accepted',
  'others-fields',
  'failing-test',
  'type-error',
  'syntax',
  'missing-module',
  'wrong-shell',
  'missing-interpreter',
  'wrong-usage',
  'wrong-version',
  'wrong-machine',
  'wrong-checksum',
  'not-listening',
  'wrong-readiness',
  'result-too-large',
  'wrong-result',
  'missing-result',
  'condition',
  'secret-in-result',
  'unfit-values',
])

/** A pattern that recognises one kind of failure in a line of output; the named group `what` is what it is about. */
export interface FailureRule {
  readonly kind: FailureKind
  readonly pattern: RegExp
}

/**
 * The most telling rules first: a refused connection explains a failed test, and a full disk explains nearly everything. Patterns match real output
 * (Node, npm, Go, Python, Java, Rust, shells, Git, curl, OpenSSL, container runtimes, kubectl, CUE).
 */
export const failureRules: readonly FailureRule[] = [
  { kind: 'condition', pattern: /^CEL expression "(?<what>.+)" (?:cannot be evaluated|is not true or false)/ },
  { kind: 'missing-result', pattern: /completed successfully but did not emit the result "(?<what>[^"]+)"/ },
  {
    kind: 'out-of-memory',
    pattern:
      /JavaScript heap out of memory|java\.lang\.OutOfMemoryError|fatal error: (?:runtime: )?(?:out of memory|cannot allocate memory)|^MemoryError|\bOOMKilled\b|Out of memory: Killed process|Cannot allocate memory|ENOMEM\b|memory allocation of \d+ bytes failed/,
  },
  {
    kind: 'disk-full',
    pattern:
      /No space left on device|空き領域がありません|\bENOSPC\b(?!: System limit)|\bEDQUOT\b|Disk quota exceeded|database or disk is full/i,
  },
  {
    kind: 'quota',
    pattern:
      /exceeded quota: (?<what>[^,]+)|\b\d+ Insufficient (?<what>[\w/-]+)|\b(?:QuotaExceeded|LimitExceededException|ServiceQuotaExceededException|RESOURCE_EXHAUSTED)\b|over its data quota/,
  },
  {
    kind: 'exhausted',
    pattern:
      /\bE[MN]FILE\b|System limit for number of file watchers|[Tt]oo many open files|[Cc]annot fork|fork: (?:retry: )?Resource temporarily unavailable|^It had more than \d+ processes at once|pthread_create failed/,
  },
  {
    kind: 'missing-secret',
    pattern:
      /There is no Secret "(?<what>[^"]+)"|[Ss]ecrets? "(?<what>[^"]+)" (?:was not found|not found|has no key)|CreateContainerConfigError|couldn't find key (?<what>\S+) in Secret|(?:secret|Secret) (?<what>[\w./-]+) (?:has no value|is not set|does not exist)/,
  },
  {
    kind: 'cue-error',
    pattern:
      /conflicting values .+ and .+|incomplete value .+|field not allowed|empty disjunction|cannot find package "(?<what>[^"]+)"|reference "(?<what>[^"]+)" not found|does not satisfy .+ \(?out of bound/,
  },
  {
    kind: 'image',
    pattern:
      /ImagePullBackOff|ErrImagePull|InvalidImageName|manifest for (?<what>\S+) not found|manifest unknown|pull access denied for (?<what>[^,\s]+)|(?:image|Image) (?<what>\S+) (?:was )?not found|initializing source docker:\/\/(?<what>\S+?):? /,
  },
  {
    kind: 'git-auth',
    pattern:
      /fatal: Authentication failed for '(?<what>[^']+)'|could not read (?:Username|Password) for '(?<what>[^']+)'|Permission denied \(publickey|remote: (?:Invalid username or|HTTP Basic: Access denied)|Host key verification failed/,
  },
  {
    kind: 'git-revision',
    pattern:
      /pathspec '(?<what>[^']+)' did not match|couldn't find remote ref (?<what>\S+)|Remote branch (?<what>\S+) not found|repository '(?<what>[^']+)' (?:not found|does not exist)|fatal: (?:reference is not a tree|bad object|not a valid object name):? ?(?<what>\S*)/,
  },
  {
    kind: 'port-in-use',
    pattern:
      /Port (?<what>\d+), which belongs to .+ another program listens there|EADDRINUSE[^\d]*(?<what>[\d.:*a-f[\]]*\d)|[Aa]ddress already in use|bind: address already in use/,
  },
  {
    kind: 'tls',
    pattern:
      /x509: [^\n]+|SSL certificate problem: [^\n]+|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT\w*)|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|CERTIFICATE_VERIFY_FAILED|certificate (?:has expired|verify failed)|SSLHandshakeException/,
  },
  {
    kind: 'dns',
    pattern:
      /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<what>\S+)|Could not resolve host(?:name)?:? (?<what>[\w.-]+)|lookup (?<what>\S+?)(?: on \S+)?: no such host|Temporary failure in name resolution|Name or service not known|UnknownHostException:? (?<what>\S+)/,
  },
  {
    kind: 'refused',
    pattern:
      /ECONNREFUSED(?: (?<what>[\w.:[\]-]+))?|dial tcp (?<what>\S+?): connect: connection refused|Failed to connect to (?<what>\S+ port \d+)|connection to server at (?<what>\S+(?: \([^)]+\))?,? port \d+) failed: Connection refused|The connection to the server (?<what>\S+) was refused|Can't reach database server at `?(?<what>[\w.:-]+)|Cannot connect to the Docker daemon at (?<what>\S+?)\. |[Cc]onnection refused|ECONNRESET/,
  },
  {
    kind: 'not-listening',
    pattern: /did not take over: it was not ready after .*; (?<what>[\w-]+): .*nothing listens at the port/,
  },
  {
    kind: 'wrong-readiness',
    pattern: /did not take over: it was not ready after .*; [\w-]+: (?<what>GET \S+ answered \d+)/,
  },
  {
    kind: 'not-ready',
    pattern: /did not (?:get|become) ready|did not take over: (?<what>[^;]+)/,
  },
  {
    kind: 'not-rolled-out',
    pattern:
      /[Rr]eadiness probe failed|timed out waiting for the condition|exceeded its progress deadline|CrashLoopBackOff|Liveness probe failed/,
  },
  {
    kind: 'rate-limit',
    pattern:
      /\b429\b.{0,30}(?:Too Many Requests|rate)|toomanyrequests|API rate limit exceeded|You have reached your .*pull rate limit/i,
  },
  {
    kind: 'unauthorized',
    pattern:
      /\b(?:401 Unauthorized|403 Forbidden)\b|requested access to the resource is denied|(?:unauthorized|UNAUTHORIZED): authentication required|^Code: 40[13]\. Errors:|No valid credential sources found|returned error: 40[13]\b|Error from server \(Forbidden\)(?!.*exceeded quota)|You must be logged in to the server|the server has asked for the client to provide credentials|incorrect passphrase|Unable to locate credentials|\bPERMISSION_DENIED\b|\b(?:ExpiredToken|InvalidClientTokenId|SignatureDoesNotMatch)\b|could not find default credentials|Please run 'az login'|(?:E401|E403)\b|AccessDenied|HTTP status(?: code)?:? 40[13]\b|password authentication failed for user "(?<what>[^"]+)"|Access denied for user (?<what>\S+)/,
  },
  {
    kind: 'locked',
    pattern:
      /another operation (?:\(install\/upgrade\/rollback\) is|is already) in progress|Error acquiring the state lock|the stack is currently locked|Could not get lock (?<what>\S+?)\.?(?: |$)|Unable to create '(?<what>[^']+\.lock)': File exists|database is locked/,
  },
  {
    kind: 'git-conflict',
    pattern:
      /^CONFLICT \(.+\): (?:Merge conflict in )?(?<what>.+)$|^Automatic merge failed|! \[(?:remote )?rejected\]\s+(?<what>\S+)|error: failed to push some refs to '(?<what>[^']+)'|error: could not apply (?<what>\w+)/,
  },
  {
    kind: 'not-found',
    pattern:
      /Error from server \(NotFound\): (?<what>.+?) not found|(?<!npm (?:error|ERR!) )\b404 Not Found\b|returned error: 404\b|HTTP status(?: code)?:? 404\b|\bNoSuchKey\b|ResourceNotFoundException|no matches for kind (?<what>"[^"]+")/,
  },
  {
    kind: 'server-error',
    pattern:
      /returned error: (?<what>5\d\d)\b|\b(?<what>50[0234] (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out))|HTTP status(?: code)?:? (?<what>5\d\d)\b|Error from server \((?:InternalError|ServiceUnavailable|Timeout)\)/i,
  },
  {
    kind: 'wrong-answer',
    pattern: /No right answer in \d+ attempts: (?<what>.+)/,
  },
  {
    kind: 'others-fields',
    pattern: /Apply failed with \d+ conflicts?: conflicts? with (?<what>"[^"]+".*)/,
  },
  {
    kind: 'not-accepted',
    pattern:
      /admission webhook "(?<what>[^"]+)" denied the request|^(?:error: )?The (?<what>\w+ "[^"]+") is invalid: |field is immutable|violates PodSecurity "(?<what>[^"]+)"|error validating data: (?!failed to download openapi)|failed to create typed patch object .+: (?<what>\S+): field not declared in schema|ValidatingAdmissionPolicy '(?<what>[^']+)'|values don't meet the specifications of the schema/,
  },
  {
    // `sh` is dash on Debian and ash on Alpine: bash syntax is an error there, and they only report the line number.
    kind: 'wrong-shell',
    pattern:
      /^\S+: (?:line )?\d+: (?:\S+: )?(?<what>\[\[|Bad substitution|bad substitution|set: Illegal option -o pipefail|source|shopt|declare|mapfile|pushd)(?:: not found)?$|^\S+: \d+: Syntax error: (?<what>"\(" unexpected|redirection unexpected)/,
  },
  {
    kind: 'syntax',
    pattern:
      /^\s*(?:SyntaxError|IndentationError|TabError)\b|[Ss]yntax error(?: near|:| in|,|\b)|error: expected .+ found|YAMLParseError|yaml: line \d+|error converting YAML|could not find expected ':'|Unexpected token|(?<!\S)(?<what>\S+) is no JSON: |unexpected EOF while|^(?:jq: )?parse error: |JSON\.parse|unterminated quoted string/,
  },
  {
    kind: 'type-error',
    pattern:
      /error TS\d+:|^error\[E\d+\]:|^\S+:\d+:\d+: (?:fatal )?error: |cannot use .+ as .+ value in|undefined: \w+$|^\S+\.go:\d+:\d+: (?!no required module|package \S+ is not in )\S|^Type error: \S|^\[error\] \S+:\d+:\d+: \S|^\S+\.java:\d+: (?:error|エラー): |^\[ERROR\] \S+\.java:\[\d+,\d+\]|error: incompatible types|^e: \S+:\d+:\d+:? \S|undefined reference to [`']|\berror (?:CS|FS|BC)\d+: /,
  },
  {
    kind: 'missing-module',
    pattern:
      /npm (?:error|ERR!) 404 +(?:The requested resource )?'(?<what>[^']+)' (?:could not be found|is not in this registry)/,
  },
  {
    kind: 'missing-module',
    pattern:
      /Cannot find (?:module|package) '(?<what>[^']+)'|ModuleNotFoundError: No module named '(?<what>[^']+)'|no required module provides package (?<what>[^\s;]+)|ERESOLVE|npm (?:error|ERR!) code E404|Could not find a version that satisfies the requirement (?<what>\S+)|No matching version found for (?<what>\S+?)\.?$|Unable to locate package (?<what>\S+)|^\s+(?<what>\S+) \(no such package\)|Could not find gem '(?<what>[^']+)'|can only install (?:packages when your package\.json and|with an existing) (?<what>package-lock\.json)|Could not find artifact (?<what>\S+)|ERR_PNPM_OUTDATED_LOCKFILE|lockfile needs to be updated|lockfile would have been modified|updates to go\.mod needed|failed to resolve import "(?<what>[^"]+)"|Module not found: Error: Can't resolve '(?<what>[^']+)'|Could not resolve "(?<what>[^"]+)"|Could not find (?<what>[\w.-]+:[\w.-]+:[\w.+-]+?)\.?$|package (?<what>\S+) is not in (?:std|GOROOT)/,
  },
  {
    kind: 'check-failed',
    pattern:
      /^✖ (?<what>\d+ problems? \([1-9]\d* errors?,.*\))$|^Found (?<what>\d+ warnings? and [1-9]\d* errors?)|^Total: (?<what>\d+ \(.*(?:HIGH|CRITICAL): [1-9].*\))$|^(?<what>[1-9]\d* vulnerabilities \(.+\))$|(?<what>Coverage for \w+ \([\d.]+%\)) does not meet|^(?<what>[1-9]\d* \w+ severity vulnerabilit(?:y|ies))$|^(?:\[warn\] )?Code style issues found|^✖\s+found (?<what>[1-9]\d* problems?)|\b(?<what>leaks found: [1-9]\d*)|\^-+\^? (?<what>SC\d{4}) \(|^\S+:\d+ (?<what>DL\d{4}) |^Ran \d+ rules on .+: (?<what>[1-9]\d* findings?)|^Found (?<what>[1-9]\d* errors?(?: in .*)?)|\b(?<what>\d+ files?) are not gofmt-ed|^(?<what>\d+ files? would be reformatted)|[Qq](?:uality gate (?:status: )?|UALITY GATE (?:STATUS: )?)(?:failed|FAILED)/,
  },
  {
    kind: 'failing-test',
    pattern:
      /^\s*(?:not ok \d+(?: -(?= ))?|✖ |✘ +\d+ |--- FAIL: |(?:FAIL|ERROR): (?=\w+ \([\w.]+\)$)|FAIL\s|FAILED\s|FAILED \()(?<what>.*?)(?: \([\d.]+ ?m?s\))?$|^ℹ fail [1-9]|^# fail [1-9]|Tests:\s+[1-9]\d* failed|^=+ .*[1-9]\d* failed|AssertionError|AssertionFailedError|test result: FAILED|ERR_ASSERTION|^\s*[1-9]\d* (?:failing|failed)$|^\d+ examples?, [1-9]\d* failures?|^Failed!  - Failed: +[1-9]|Tests run: .*Failures: [1-9]|^Tests: \d+, Assertions: \d+, .*(?:Failures|Errors): [1-9]/,
  },
  {
    // The system names the script, which exists; the interpreter in its first line does not. A carriage return counts as part of the name.
    kind: 'missing-interpreter',
    pattern:
      /(?<![^:\s])(?<what>[^:\s]+?)(?:\^M)?: bad interpreter: |env: ['‘]?(?<what>[^'’:\\]+)\\r['’]?: No such file|(?:bwrap: execvp|spawn) \S*\/scripts\/\S+(?:: No such file| ENOENT)/,
  },
  {
    kind: 'command-not-found',
    pattern:
      /(?:^|: )(?:line \d+: |\d+: )?(?<what>[\w./+-]+): (?:command not found|not found|コマンドが見つかりません)$|exec: "(?<what>[^"]+)": executable file not found|exec: executable (?<what>\S+) not found|spawn (?<what>\S+) ENOENT|bwrap: execvp (?<what>\S+): No such file|env: ['‘]?(?<what>[^'’:]+)['’]?: No such file|npm (?:error|ERR!) Missing script: "(?<what>[^"]+)"|could not be started: .*ENOENT/,
  },
  {
    kind: 'wrong-usage',
    pattern:
      /\b[Uu]nknown (?:shorthand )?flag: (?<what>.+)|\b[Uu]nknown command:? "(?<what>[^"]+)"|(?:unrecognized|invalid|illegal|unknown|bad) option(?: --|:)? ['‘"]?(?<what>[^\s'’"]+)|option (?<what>-\S+): is unknown|flag provided but not defined: (?<what>\S+)|\berror: unrecognized arguments: (?<what>.+)|the following arguments are required: (?<what>.+)|required flag\(s\) (?<what>.+) not set|\berror: unexpected argument '(?<what>[^']+)' found/,
  },
  {
    kind: 'wrong-version',
    pattern:
      /\bEBADENGINE\b|requires a different (?<what>Python): |has been compiled by a more recent version of the (?<what>Java) Runtime|Unsupported class file major version|go\.mod requires (?<what>go >= [\d.]+)|requires (?<what>rustc [\d.]+) or newer|The engine "(?<what>[^"]+)" is incompatible with this module|(?<what>Node\.js) version \S+ is required|requires (?<what>Node\.js) version/,
  },
  {
    kind: 'wrong-machine',
    pattern:
      /[Ee]xec format error|error while loading shared libraries: (?<what>[^:]+): cannot open|version [`'‘](?<what>GLIBC\w*_[\d.]+)['’] not found|no matching manifest for (?<what>\S+) in the manifest list/,
  },
  {
    kind: 'wrong-checksum',
    pattern:
      /computed checksums? did NOT match|DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE|\bEINTEGRITY\b|^verifying (?<what>\S+?): checksum mismatch|Hash Sum mismatch|integrity checksum failed/,
  },
  {
    kind: 'permission',
    pattern:
      /['‘](?<what>\/[^'’]*)['’]: (?:Permission denied|Read-only file system|Operation not permitted)|(?:^|: )(?:cannot create )?(?<what>[^\s:]+): (?:Permission denied|Read-only file system|許可がありません)$|Permission denied|許可がありません|\bEACCES\b(?:.*'(?<what>[^']+)')?|\bEPERM\b|Operation not permitted|Read-only file system|\bEROFS\b|dubious ownership in repository at '(?<what>[^']+)'/,
  },
  {
    kind: 'missing-file',
    pattern:
      /ENOENT: no such file or directory, \w+ '(?<what>[^']+)'|failed to calculate checksum of ref \S+: "(?<what>[^"]+)": not found|(?:^|: |['‘])(?<what>[^:\s'‘’]+)['’]?: (?:No such file or directory|そのようなファイルやディレクトリはありません)|'(?<what>[^']+)' (?:を stat できません|を開けません|にアクセスできません): そのような|(?<![^:\s])(?<what>[^:\s]+): Cannot open: No such file|\b(?:open|l?stat|chdir|fork\/exec|failed to read) (?<what>\S+): no such file or directory|: cannot (?:create|open) (?<what>\S+): (?:Directory nonexistent|No such file)|FileNotFoundError: .*'(?<what>[^']+)'|^error: the path "(?<what>[^"]+)" does not exist|No rule to make target ['`‘](?<what>[^'’]+)/,
  },
  {
    kind: 'unset-variable',
    pattern:
      /(?:^|: )(?<what>[A-Za-z_]\w*): (?:parameter (?:null or )?not set|unbound variable)$|(?:[Ee]nvironment|[Ee]nv) variable:? ["'`]?(?<what>[A-Za-z_]\w*)["'`]? (?:is |was )?(?:not set|not defined|undefined|missing|empty|required)|^KeyError: '(?<what>[A-Z][A-Z\d_]+)'$|(?:[Mm]issing|required) (?:required )?environment variable:? ["'`]?(?<what>[A-Za-z_]\w*)/,
  },
  {
    kind: 'timed-out',
    pattern:
      /ETIMEDOUT|context deadline exceeded|\bi\/o timeout\b|(?:operation|connection|request) timed out|Timeout of \d+ ?ms exceeded|TimeoutError/i,
  },
  {
    // Printed by shells if a signal ended a program; the exit code tells the signal too.
    kind: 'exception',
    pattern:
      /^(?:\S+: (?:line )?\d+: +)?(?:\d+ )?(?<what>Segmentation fault|Bus error|Illegal instruction|Floating point exception)(?: +\(core dumped\).*)?(?: .*)?$/,
  },
  {
    // Tools print a plain "Error: ..." too; only an error with its own class, or a runtime's own words, show that a program crashed.
    kind: 'exception',
    pattern:
      /^(?:Uncaught )?(?<what>(?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception)(?:: .*)?)$|^\[(?<what>[A-Z]\w*Error: .*)\](?: \{)?$|^Exception in thread "[^"]+" (?<what>.+)|^panic: (?<what>.+)|^thread '[^']+' panicked at (?<what>.+)|^Unhandled exception\. (?<what>.+)|^PHP Fatal error:\s+(?<what>.+)|^\S+\.rb:\d+:in .+\((?<what>\w+(?:::\w+)*)\)$|^terminate called after throwing an instance of (?<what>.+)/,
  },
]

/**
 * Lines that say nothing about the cause: commands that shells and our steps print before running them, the exit code as our steps print it, the
 * source line that threw.
 */
export const noEvidence =
  /^\s*(?:\$|\++) \S|^✗ \S+ ended with exit code \d+$|^FAILURE: Build failed with an exception\.$|^\s*throw \S/

/** A line that calls itself a warning: no step fails because of it, unless a rule knows better. */
export const onlyWarning = /^\W*(?:npm )?warn(?:ing)?\b|\b\w+Warning: /i

/** A line that looks like an error, if no rule matches. */
export const anyError =
  /^(?!.*\b(?:0 errors?|0 failed|no errors?)\b|.*(?:エラー|失敗)(?:は|が)?(?:あり|なく|なし|0)).*?(?:\b(?:error|fatal|panic|exception|traceback|failed|failure|cannot|unable to)\b|^\s*[✗✘❌]|::error|エラー|失敗)/i

/** A line that may be an error, if no other looks like one. */
export const perhapsError =
  /\b(?:denied|refused|unavailable|invalid|undefined|unsupported|mismatch|aborted|no such|not found|did not match|timed out|unable to)\b|^\s*expected .+ got |見つかりません|できません(?:でした)?|拒否されました|異常終了/i
