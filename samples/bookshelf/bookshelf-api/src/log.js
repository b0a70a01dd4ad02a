const levels = ['debug', 'info', 'warn', 'error']

/** One line per event; what is below the wanted level is left out. */
export function createLog(wanted = 'info', write = console.log) {
  const least = Math.max(0, levels.indexOf(wanted))
  const at = (level) => (text) => {
    if (levels.indexOf(level) >= least) write(`${level.toUpperCase().padEnd(5)} ${text}`)
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
