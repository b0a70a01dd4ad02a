import type { Finding } from '../../problem.ts'
import type { KernelAdapter } from '../kernel/kernel-answer.ts'
import type { Kernel, ModuleSources } from '../kernel/kernel.ts'
import { shortPattern } from './placeholders.ts'
import type { QvsConfig } from '../qvs-config/qvs-config.ts'

/** What was requested but came out empty: the pipelines, or the resources of one of a deployment's two stages. */
export type Asked = 'pipelines' | 'app' | 'setup'

const asked: Readonly<Record<Asked, string>> = {
  pipelines: 'no pipelines',
  app: 'no resources of the application (resources.app)',
  setup: 'no resources of the setup stage (resources.appSetup)',
}

/**
 * Explains why a compile without errors produced nothing, by listing what each adapter brings instead. A setup stage is often empty, so that is only
 * a note; everything else is a warning.
 */
export async function nothingCompiled(
  kernel: Kernel,
  request: { readonly config: QvsConfig; readonly modules: readonly ModuleSources[]; readonly asked: Asked },
): Promise<Finding> {
  const { config, modules } = request
  const severity = request.asked === 'setup' ? 'info' : 'warning'
  const finding = { severity, code: 'nothing-compiled', args: { asked: request.asked } } as const
  if (config.designPatterns.length === 0)
    return {
      ...finding,
      message: 'The QVS Config uses no adapters, so there is nothing to compile',
      fix: 'Name an adapter under designPatterns: "- pattern: linewright.dev/adapters/kubernetes/service"',
      place: {},
    }
  const patterns = [...new Set(config.designPatterns.map(({ pattern }) => pattern))]
  const described = await kernel.describe({ modules, patterns })
  const adapters = described.ok ? described.value.adapters : []
  const found = adapters.map((adapter) => `${shortPattern(adapter.id)} brings ${brings(adapter)}`)
  const fix = way(request.asked, adapters)
  return {
    ...finding,
    message: `The adapters bring ${asked[request.asked]}${found.length === 0 ? '' : `: ${found.join('; ')}`}`,
    ...(fix === undefined ? {} : { fix }),
    place: {},
  }
}

function brings({ stages, resources }: KernelAdapter): string {
  const parts = [
    ...(stages.length === 0 ? [] : [`the pipelines ${stages.map(({ name }) => name).join(', ')}`]),
    ...(resources.length === 0 ? [] : [`the resources ${resources.map(({ id }) => id).join(', ')}`]),
  ]
  return parts.length === 0 ? 'nothing with these values' : parts.join(' and ')
}

function way(wanted: Asked, adapters: readonly KernelAdapter[]): string | undefined {
  const workflow = adapters.some(({ stages }) => stages.length > 0)
  const infrastructure = adapters.some(({ resources }) => resources.length > 0)
  if (wanted === 'pipelines')
    return infrastructure
      ? 'Add a CI/CD Adapter; what these bring comes out of "linewright manifest compile"'
      : 'Add a CI/CD Adapter under designPatterns'
  if (wanted === 'setup') return undefined
  if (infrastructure) return 'Compile the setup stage with --setup, or give the parameters that switch the resources on'
  return workflow
    ? 'Add an Infrastructure Adapter; what these bring comes out of "linewright pipeline compile"'
    : 'Add an Infrastructure Adapter under designPatterns'
}
