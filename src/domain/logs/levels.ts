/** Levels of lines, most serious first. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

const words: Readonly<Record<string, LogLevel>> = {
  error: 'error',
  err: 'error',
  fatal: 'error',
  panic: 'error',
  critical: 'error',
  severe: 'error',
  e: 'error',
  warn: 'warn',
  warning: 'warn',
  w: 'warn',
  info: 'info',
  note: 'info',
  notice: 'info',
  i: 'info',
  debug: 'debug',
  trace: 'debug',
  verbose: 'debug',
  d: 'debug',
  致命的エラー: 'error',
  エラー: 'error',
  警告: 'warn',
  情報: 'info',
}

const forms: readonly RegExp[] = [
  // GitHub and Tekton Dashboard: ::error file=a.js,line=1::text
  /^::(error|warning|notice|info|debug)(?: [^:]*)?::/,
  // Azure DevOps: ##[error]text, ##vso[task.logissue type=warning]text
  /^##(?:\[|vso\[task\.logissue [^\]]*?type=)(error|warning|debug)\b/,
  // JSON: {"level":"error"}
  /^\{.*?"(?:level|severity|lvl)":\s*"(\w+)"/i,
  // logfmt: level=error
  /(?:^|\s)(?:level|lvl|severity)=["']?(\w+)/i,
  // klog: E1124 10:00:00.000000
  /^([EWIF])\d{4} \d{2}:\d{2}:\d{2}/,
  // ERROR text, [error] text, error: text, after an optional time stamp and up to two brackets.
  /^(?:[\d\-:.,TZ+/ ]{5,40}\s*)?(?:\[[^\]]{0,40}\]\s*){0,2}[[(<]?(error|err|fatal|panic|critical|severe|warn|warning|info|notice|debug|trace|verbose)\b[\])>]?(?:[:!\s]|\[|$)/i,
  // Compilers: src/a.ts(3,5): error TS2322: text, main.c:3:5: fatal error: text
  /^\S{1,200}?(?:\(\d+,\d+\)|:\d+(?::\d+)?): (?:fatal )?(error|warning|note)\b/,
  // TypeError: text, java.lang.IllegalStateException: text
  /^(?:Uncaught )?[\w.$]*(Error|Exception)(?:\s*\[\w+\])?: /,
  // Japanese programs: エラー: text, [警告] text, 警告：text
  /^(?:[\d\-:.,TZ+/ ]{5,40}\s*)?[[【(<]?(致命的エラー|エラー|警告|情報)(?:[\])】>:：!！\s]|$)/,
  // npm error text, npm warn text
  /^npm (error|warn|ERR!|WARN)/,
]

/** The level that a line states itself; undefined if it states none. */
export function levelOf(text: string): LogLevel | undefined {
  const head = text.length > 300 ? text.slice(0, 300) : text
  for (const form of forms) {
    const word = form.exec(head)?.[1]?.toLowerCase()
    if (word === undefined) continue
    if (word === 'f' || word === 'exception' || word === 'err!') return 'error'
    const level = words[word]
    if (level !== undefined) return level
  }
  return undefined
}
