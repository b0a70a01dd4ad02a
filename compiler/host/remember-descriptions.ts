import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeAnswerSchema } from '#domain/adapters/kernel/kernel-answer.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { dataDigest } from '#domain/manifests/canonical-json.ts'
import { ok } from '#domain/result.ts'

/**
 * Caches descriptions in files, keyed by kernel (`build`), sources and question: describing all built-in adapters takes seconds. A file that
 * cannot be read or written only costs time.
 */
export function rememberDescriptions(kernel: Kernel, folder: string, build: string): Kernel {
  return {
    ...kernel,
    async describe(request) {
      // Not cached: the module editor sends new requests with every keystroke.
      if (request.validate === true) return kernel.describe(request)
      const { modules, patterns } = request
      const key = dataDigest({ build, patterns: patterns ?? null, modules: modules.map(({ digest }) => digest) })
      const file = join(folder, `${key.replace(/[^0-9a-f]/g, '').slice(-64)}.json`)
      const known = await readFile(file, 'utf8')
        .then((text) => describeAnswerSchema.safeParse(JSON.parse(text)))
        .catch(() => undefined)
      if (known?.success === true) return ok(known.data)
      const fresh = await kernel.describe(request)
      if (fresh.ok) await keep(folder, file, JSON.stringify(fresh.value)).catch(() => undefined)
      return fresh
    },
  }
}

async function keep(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(`${file}.${process.pid}`, text)
  await rename(`${file}.${process.pid}`, file)
}
