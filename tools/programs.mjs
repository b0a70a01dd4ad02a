// Starts other programs: with their output kept for the error message, or shown as it comes.
import { spawn } from 'node:child_process'
import { accessSync, constants, createWriteStream, mkdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SetupError } from './progress.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Absolute path of a program on the PATH, or undefined. */
export function which(name) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name)
    if (folder !== '' && isExecutable(file)) return file
  }
  return undefined
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Runs a program quietly; its output goes to `.build/logs/<log>.log`. A failure names the line that says most and the log.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ log: string, cwd?: string, env?: Record<string, string | undefined>, what: string }} options
 */
export async function runQuietly(program, args, { log, cwd = root, env = process.env, what }) {
  const file = join(root, '.build', 'logs', `${log}.log`)
  mkdirSync(dirname(file), { recursive: true })
  const sink = createWriteStream(file)
  const { code, text } = await finished(spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }), sink)
  sink.end()
  if (code !== 0) throw new SetupError(`${what} failed: ${tellingLine(text)} (all of it: .build/logs/${log}.log)`)
  return text
}

/** Runs a program with its output shown; answers the exit code. */
export function runShown(program, args, { cwd = root, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

/** Runs a program and answers its standard output without the trailing line end, or undefined if it fails. */
export function capture(program, args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', (chunk) => (text += chunk))
    child.on('error', () => resolve(undefined))
    child.on('close', (code) => resolve(code === 0 ? text.trim() : undefined))
  })
}

function finished(child, sink) {
  return new Promise((resolve, reject) => {
    let text = ''
    const hear = (chunk) => {
      sink.write(chunk)
      text = (text + chunk).slice(-20_000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => reject(new SetupError(`${child.spawnfile} could not be started: ${error.message}`)))
    child.on('close', (code) => resolve({ code, text }))
  })
}

function tellingLine(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const telling = lines.find((line) => /error|fatal|cannot|failed/i.test(line) && !/^npm (error|ERR!) code/.test(line))
  return (telling ?? lines.at(-1) ?? 'it said nothing').trim().slice(0, 300)
}
