import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { readModule } from '#compiler/host/builtin-module.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'

/** Reads the module in a local folder. If the folder has no `cue.mod`, the problem says where the nearest one is. */
export async function readModuleFolder(folder: string): Promise<Result<ModuleSources, Problem>> {
  const there = await stat(folder).catch(() => undefined)
  if (there?.isDirectory() !== true) return err(problem('not-found', say`There is no folder ${folder}`))
  if (await isModuleRoot(folder)) return ok(await readModule(folder))
  const above = await nearestModuleRoot(dirname(resolve(folder)))
  return err(
    problem('not-found', say`The folder ${folder} is not a CUE module: it has no cue.mod/module.cue`, {
      fix:
        above === undefined
          ? say`Name the folder that holds cue.mod, or make the file with: module: "<host>/<path>"`
          : say`The module's root is ${above}`,
    }),
  )
}

/** Finds the folder that holds `cue.mod`: this one or the nearest above it. */
export async function nearestModuleRoot(folder: string): Promise<string | undefined> {
  if (await isModuleRoot(folder)) return folder
  const above = dirname(folder)
  return above === folder ? undefined : nearestModuleRoot(above)
}

async function isModuleRoot(folder: string): Promise<boolean> {
  return (await stat(join(folder, 'cue.mod', 'module.cue')).catch(() => undefined)) !== undefined
}
