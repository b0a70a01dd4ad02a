import { problem, type Finding, type Problem } from '../problem.ts'
import type { KernelProblem } from './kernel-answer.ts'

/** Makes one finding of an error of the kernel: the first place is where the editor goes, the others are told in the sentence. */
export function kernelFinding(error: KernelProblem): Finding {
  const [first, ...others] = error.positions
  const conflict = error.code === 'cue' && error.positions.length > 1 && /conflict/.test(error.message)
  const elsewhere = others.map((at) => `${at.module}/${at.file}:${at.line}:${at.column}`).join(', ')
  return {
    severity: 'error',
    code: conflict ? 'adapter-conflict' : `adapter-${error.code}`,
    message: `${error.path === '' ? '' : `${error.path}: `}${error.message}${elsewhere === '' ? '' : ` (see also ${elsewhere})`}`,
    args: { path: error.path, adapters: error.adapters.join(', '), reason: error.message },
    place: {
      ...(first === undefined
        ? {}
        : { document: `${first.module}/${first.file}`, line: first.line, column: first.column }),
      ...(error.path === '' ? {} : { path: error.path }),
    },
  }
}

/** Makes a problem of the errors of the kernel; a conflict names the adapters that take part in it. */
export function kernelProblem(errors: readonly KernelProblem[]): Problem {
  const findings = errors.map(kernelFinding)
  const adapters = [...new Set(errors.flatMap((error) => error.adapters))]
  const conflict = findings.some((finding) => finding.code === 'adapter-conflict') && adapters.length > 1
  const first = findings[0]
  return problem(
    'compile-failed',
    conflict
      ? `The adapters ${adapters.join(' and ')} do not fit together: ${first?.message ?? ''}`
      : (first?.message ?? 'The adapters could not be compiled'),
    { findings, ...(first === undefined ? {} : { place: first.place }) },
  )
}
