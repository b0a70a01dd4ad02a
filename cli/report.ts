import { isAbsolute, relative, resolve } from 'node:path'
import type { Finding, Place, Problem } from '#domain/problem.ts'
import { painter, type Terminal } from './terminal.ts'

/** Thrown to end a command with a problem; `file` is the document of places that name none. */
export class CommandFailure extends Error {
  readonly problem: Problem
  readonly file: string | undefined
  constructor(problem: Problem, file?: string) {
    super(problem.message)
    this.problem = problem
    this.file = file
  }
}

/** Prints a problem or its findings to standard error, `file:line:column: message` with the fix on the next line. */
export function reportProblem(terminal: Terminal, problem: Problem, file?: string): void {
  const findings = problem.findings ?? []
  if (findings.length > 0) reportFindings(terminal, findings, file)
  else reportLine(terminal, 'error', problem.message, problem.place, problem.fix, file)
  if (problem.detail !== undefined) terminal.err(`  ${problem.detail.trim().replaceAll('\n', '\n  ')}\n`)
}

/** Prints findings to standard error; `file` is the document of places that name none. */
export function reportFindings(terminal: Terminal, findings: readonly Finding[], file?: string): void {
  for (const { severity, message, place, fix } of findings) reportLine(terminal, severity, message, place, fix, file)
}

function reportLine(
  terminal: Terminal,
  severity: Finding['severity'],
  message: string,
  place: Place | undefined,
  fix: string | undefined,
  file: string | undefined,
): void {
  const paint = painter(terminal.errIsTerminal, terminal.env)
  const at = placeText(terminal, place, file)
  const word = severity === 'error' ? '' : `${paint(severity === 'warning' ? 'yellow' : 'cyan', severity)}: `
  terminal.err(`${at === '' ? 'linewright: ' : `${paint('bold', at)}: `}${word}${message}\n`)
  if (fix !== undefined) terminal.err(`  ${paint('dim', 'fix:')} ${fix}\n`)
}

function placeText(terminal: Terminal, place: Place | undefined, file: string | undefined): string {
  const document = place?.document ?? file
  if (document === undefined) return ''
  const shown = isAbsolute(document) ? nearPath(document, terminal.cwd) : document
  // Errors of a whole file go to its beginning, since programs that read these lines expect a line and a column.
  return `${shown}:${place?.line ?? 1}:${place?.column ?? 1}`
}

/** Returns a problem as data, with the document in every place. */
export function placedProblem(problem: Problem, file: string | undefined): Problem {
  const { findings, place } = problem
  return {
    ...problem,
    ...(place === undefined && file === undefined ? {} : { place: placed(place ?? {}, file) }),
    ...(findings === undefined ? {} : { findings: placedFindings(findings, file) }),
  }
}

/** Returns findings as data, with the document in every place. */
export function placedFindings(findings: readonly Finding[], file: string | undefined): Finding[] {
  return findings.map((finding) => ({ ...finding, place: placed(finding.place, file) }))
}

function placed(place: Place, file: string | undefined): Place {
  return file === undefined ? place : { document: file, ...place }
}

/** Shortens a path to be relative to the folder, unless it leads far away. */
export function nearPath(path: string, cwd: string): string {
  const near = relative(cwd, resolve(cwd, path))
  return near.startsWith('../../..') ? path : near === '' ? '.' : near
}
