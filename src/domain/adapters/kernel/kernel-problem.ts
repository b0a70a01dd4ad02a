import { problem, type Finding, type Problem } from '../../problem.ts'
import type { KernelProblem } from './kernel-answer.ts'

/** A parameter of the adapter that the QVS Config names; parameters below `composites` are given by another adapter. */
const ownParameter = /^(?!composites\.)(?:.*\.)?(?:parameters|pipelineParameters)\.([^.]+)/

const laterValueFix =
  'Write the value in the QVS Config itself, or let the adapter take it as an option (pipelineParameters)'

/** Turns a kernel error into a finding: the first place is where the editor goes, the message mentions the others. */
export function kernelFinding(error: KernelProblem): Finding {
  const hasSides = error.sides.length > 1
  const sidesAt = hasSides ? error.sides.flatMap(({ position }) => position ?? []) : []
  const [first, ...others] = sidesAt.length > 0 ? sidesAt : error.positions
  const parameter = error.parameter ?? ownParameter.exec(error.path)?.[1]
  const isUnfit = error.code.startsWith('unfit-')
  // For an unfit value, the place of the value is enough.
  const elsewhere = isUnfit
    ? ''
    : [...new Set(others.map(placeText))].filter((at) => first === undefined || at !== placeText(first)).join(', ')
  const imported = importTrouble(error.message)
  const code = imported?.code ?? codeOf(error, parameter)
  const isNamed = error.path === '' || error.path === 'pattern' || (error.code !== 'cue' && !isUnfit)
  const path = isNamed ? '' : `${error.path}: `
  const between =
    code === 'adapter-conflict' && error.adapters.length > 1
      ? `The adapters ${error.adapters.join(' and ')} do not fit together: `
      : ''
  return {
    severity: 'error',
    code,
    message: `${between}${hasSides ? contradiction(error) : `${path}${error.message}`}${elsewhere === '' ? '' : ` (see also ${elsewhere})`}`,
    args: {
      ...error.words,
      ...imported?.args,
      path: error.path,
      adapters: error.adapters.join(', '),
      reason: reasonOf(error, code === 'adapter-cue' ? path : ''),
      ...(parameter === undefined ? {} : { parameter }),
      ...(error.use === undefined ? {} : { use: String(error.use) }),
    },
    ...(error.code === 'later-value' ? { fix: laterValueFix } : {}),
    place: {
      ...(first === undefined
        ? {}
        : { document: `${first.module}/${first.file}`, line: first.line, column: first.column }),
      ...(error.path === '' ? {} : { path: error.path }),
    },
    ...(!hasSides
      ? {}
      : {
          sides: error.sides.map(({ adapter, via, value, position, use, parameter, option }) => ({
            adapter,
            via,
            value: JSON.stringify(value),
            ...(use === undefined ? {} : { entry: { path: entryPath(use, option, parameter) } }),
            place:
              position === undefined
                ? {}
                : { document: `${position.module}/${position.file}`, line: position.line, column: position.column },
          })),
        }),
  }
}

/** Path of the value in a QVS Config; callers with its text can add the line. */
function entryPath(use: number, isOption: boolean | undefined, parameter: string | undefined): string {
  const entry = `designPatterns[${use}]`
  return parameter === undefined ? entry : `${entry}.${isOption === true ? 'pipelineParams' : 'params'}.${parameter}`
}

function placeText({ module, file, line, column }: KernelProblem['positions'][number]): string {
  return `${module}/${file}:${line}:${column}`
}

/** Tells which adapter says what about a contradictory value. */
function contradiction({ path, message, sides }: KernelProblem): string {
  const said = sides.map(({ adapter, via, value }) => {
    const composer = via.at(-1)
    return `${inShort(value)} in ${adapter}${composer === undefined ? '' : ` (composed by ${composer})`}`
  })
  const verb = message.startsWith('conflicting defaults') ? 'has the default' : 'is'
  return `${path} ${verb} ${said.join(' and ')}`
}

function inShort(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** An adapter that checks its own values has its sentence after the kernel's prefix; CUE's messages need their path. */
function reasonOf({ code, message, sides }: KernelProblem, path: string): string {
  if (sides.length > 1) return sides.map(({ value }) => inShort(value)).join(' ≠ ')
  return code === 'refused' ? message.replace(/^.*? does not take these values: /, '') : `${path}${message}`
}

/** Why an adapter's packages could not be imported at all. */
function importTrouble(message: string): { readonly code: string; readonly args: Finding['args'] } | undefined {
  const chain = /import cycle: (.+)$/.exec(message)?.[1]
  if (chain !== undefined) return { code: 'adapter-import-cycle', args: { chain } }
  const command = /"(?<name>tool\/[^"]+)" is for commands of CUE/.exec(message)?.groups?.['name']
  if (command !== undefined) return { code: 'adapter-command-package', args: { package: command } }
  const missing = /cannot find package "(?<name>[^"]+)": (?<why>.*?)(?:; did you mean (?<near>\S+)\?)?$/.exec(
    message,
  )?.groups
  if (missing === undefined) return undefined
  const { name = '', why = '', near } = missing
  const { code, args } = whyMissing(why)
  return { code, args: { ...args, package: name, why, ...(near === undefined ? {} : { near }) } }
}

/** The most frequent import errors have translated messages of their own. */
function whyMissing(why: string): { readonly code: string; readonly args: Finding['args'] } {
  const directory = /^module (?<module>\S+) has no CUE files in the directory (?<directory>.+)$/.exec(why)?.groups
  if (directory !== undefined) return { code: 'adapter-missing-directory', args: { ...directory } }
  const none = /^none of the modules has it: (?<modules>.+)$/.exec(why)?.groups
  if (none !== undefined) return { code: 'adapter-in-no-module', args: { ...none } }
  return { code: 'adapter-missing-package', args: {} }
}

/** Distinguishes a value that a parameter does not take from adapters that contradict each other. */
function codeOf(error: KernelProblem, parameter: string | undefined): string {
  if (error.code !== 'cue') return `adapter-${error.code}`
  if (parameter !== undefined) return 'adapter-parameter'
  if (error.sides.length > 1) return 'adapter-conflict'
  return error.positions.length > 1 && error.message.includes('conflict') ? 'adapter-conflict' : 'adapter-cue'
}

/** Values that no adapter takes do not block compiling; Value Stream ignores them too (decision 37). */
export function ignoredFinding(ignored: KernelProblem): Finding {
  return { ...kernelFinding(ignored), severity: 'warning' }
}

/** Turns kernel errors into a problem, followed by the ignored values; a conflict names the adapters involved. */
export function kernelProblem(errors: readonly KernelProblem[], ignored: readonly KernelProblem[] = []): Problem {
  const findings = [...errors.map(kernelFinding), ...ignored.map(ignoredFinding)]
  const first = findings[0]
  return problem('compile-failed', first?.message ?? 'The adapters could not be compiled', {
    findings,
    ...(first === undefined ? {} : { place: first.place }),
  })
}
