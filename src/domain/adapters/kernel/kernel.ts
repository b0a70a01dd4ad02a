import type { Problem } from '../../problem.ts'
import type { Result } from '../../result.ts'
import type { KernelAdapter, KernelProblem, KernelResource, KernelStage } from './kernel-answer.ts'

/**
 * A CUE module: its files (CUE files, and READMEs for the catalog) by path below the module root, with `/` between parts. The digest names
 * the content: equal digests mean equal files, so that a kernel gets the files once (`sourcesDigest` makes it).
 */
export interface ModuleSources {
  readonly digest: string
  readonly files: Readonly<Record<string, string>>
}

/** One use of an adapter with values that are concrete: interpolation has happened before. */
export interface PatternUse {
  readonly pattern: string
  readonly params: Readonly<Record<string, unknown>>
  readonly pipelineParams: Readonly<Record<string, unknown>>
  /** Names of parameters that are given, but whose values are not known yet: the kernel checks that they exist. */
  readonly open?: readonly string[]
}

/** The official CUE evaluator behind a port. Every method answers `compile-failed` with findings that carry file, line and column. */
export interface Kernel {
  /** Describes the named adapters, or all of the first module; a broken adapter carries its errors in the answer. */
  describe(request: {
    readonly modules: readonly ModuleSources[]
    readonly patterns?: readonly string[]
    /** Also looks for contradictions that stand in an adapter whatever its parameters are: what its author wants to know. */
    readonly validate?: boolean
  }): Promise<Result<{ readonly adapters: readonly KernelAdapter[] }, Problem>>
  /** Evaluates the pipelines of all patterns, united; parameters of the infrastructure may be left out. */
  compilePipelines(request: {
    readonly modules: readonly ModuleSources[]
    readonly patterns: readonly PatternUse[]
    readonly appconfigParams: readonly string[]
    readonly provenance?: boolean
  }): Promise<Result<{ readonly stages: readonly KernelStage[]; readonly ignored: readonly KernelProblem[] }, Problem>>
  /** Evaluates the resources of all patterns, united; everything has to be concrete. */
  compileInfrastructure(request: {
    readonly modules: readonly ModuleSources[]
    readonly patterns: readonly PatternUse[]
    readonly setup?: boolean
    readonly provenance?: boolean
  }): Promise<
    Result<
      {
        readonly resources: readonly KernelResource[]
        readonly outputs: KernelResource['data']
        readonly ignored: readonly KernelProblem[]
      },
      Problem
    >
  >
  /** Writes one CUE file in the way of `cue fmt`; what cannot be read is told with its places in that file. */
  format(request: { readonly file: string; readonly text: string }): Promise<Result<{ readonly text: string }, Problem>>
  /** Evaluates a whole package as data: the definition of golden tests, for example. */
  read(request: {
    readonly modules: readonly ModuleSources[]
    readonly package: string
  }): Promise<Result<{ readonly data: unknown }, Problem>>
}
