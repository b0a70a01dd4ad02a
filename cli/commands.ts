import type { Command } from './command.ts'
import { completionCommand } from './verbs/completion.ts'
import { manifestCompile } from './verbs/manifest-compile.ts'
import { pipelineCompile } from './verbs/pipeline-compile.ts'
import { version } from './verbs/version.ts'

const verbs: readonly Command[] = [pipelineCompile, manifestCompile, version]

/** All commands, in the order in which help shows them. A new verb is one line here. */
export const commands: readonly Command[] = [...verbs, completionCommand(() => commands)]
