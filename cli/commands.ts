import type { Command } from './command.ts'
import { completionCommand } from './verbs/completion.ts'
import { manifestTest, pipelineTest } from './verbs/golden-test.ts'
import { manifestCompile } from './verbs/manifest-compile.ts'
import { pipelineCompile } from './verbs/pipeline-compile.ts'
import { version } from './verbs/version.ts'

const verbs: readonly Command[] = [pipelineCompile, pipelineTest, manifestCompile, manifestTest, version]

/** All commands, in the order in which help shows them. A new verb is one line here. */
export const commands: readonly Command[] = [...verbs, completionCommand(() => commands)]
