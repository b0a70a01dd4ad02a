import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

type Environment = Readonly<Record<string, string | undefined>>

/** Opens the person's browser, except on CI, over SSH, or without a display. */
export function openBrowser(url: string, env: Environment): void {
  const command = browserCommand(env)
  if (command === undefined) return
  const child = spawn(command, [url], { stdio: 'ignore', detached: true })
  // Without a browser, the address in the terminal is enough.
  child.on('error', () => undefined)
  child.unref()
}

function browserCommand(env: Environment): string | undefined {
  if (env['CI'] !== undefined || env['SSH_CONNECTION'] !== undefined || !process.stdout.isTTY) return undefined
  if (process.platform === 'darwin') return 'open'
  if (isWsl()) return 'wslview'
  return env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined ? undefined : 'xdg-open'
}

function isWsl(): boolean {
  try {
    return /microsoft/i.test(readFileSync('/proc/version', 'utf8'))
  } catch {
    return false
  }
}
