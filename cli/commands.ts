import type { Command } from './command.ts'
import { adapterDescribe } from './verbs/adapter-describe.ts'
import { adapterGet } from './verbs/adapter-get.ts'
import { adapterList } from './verbs/adapter-list.ts'
import { completionCommand } from './verbs/completion.ts'
import { manifestTest, pipelineTest } from './verbs/golden-test.ts'
import { lineShow } from './verbs/line-show.ts'
import { lineValidate } from './verbs/line-validate.ts'
import { manifestCompile } from './verbs/manifest-compile.ts'
import { manifestConvert } from './verbs/manifest-convert.ts'
import { pipelineCompile } from './verbs/pipeline-compile.ts'
import { decisions } from './verbs/decide.ts'
import { login, logout } from './verbs/login.ts'
import { runVerbs } from './verbs/run.ts'
import { tektonRun } from './verbs/tekton-run.ts'
import { version } from './verbs/version.ts'

const verbs: readonly Command[] = [
  pipelineCompile,
  pipelineTest,
  manifestCompile,
  manifestTest,
  manifestConvert,
  adapterList,
  adapterDescribe,
  adapterGet,
  lineValidate,
  lineShow,
  tektonRun,
  version,
  login,
  logout,
  ...decisions,
  ...runVerbs,
]

/** All commands, in the order in which help shows them. A new verb is one line here. */
export const commands: readonly Command[] = [...verbs, completionCommand(() => commands)]
