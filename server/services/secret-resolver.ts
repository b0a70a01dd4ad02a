import { z } from 'zod'
import { hostedTokenSecret } from '#domain/parameters/derived.ts'
import { runLabels } from '#domain/run/stage-pipeline-run.ts'
import type { SecretResolver } from '../engines/engine.ts'
import type { Ports } from '../ports.ts'
import type { GitTokens } from './git-tokens.ts'
import type { RunReader } from './run-reader.ts'
import type { TaskTokens } from './task-tokens.ts'

const labelsSchema = z.object({
  [runLabels.run]: z.string(),
  [runLabels.attempt]: z.coerce.number(),
  [runLabels.stage]: z.string(),
})

/**
 * Releases secrets to steps (design 5.7): the stage's own token, a read token for hosted repositories, and the platform's secrets of the
 * environment that the stage is bound to, in the version that the run froze. Only for a stage that runs now, so after its gates.
 */
export function createSecretResolver(
  ports: Pick<Ports, 'secrets' | 'runs'>,
  {
    reader,
    taskTokens,
    gitTokens,
  }: { readonly reader: RunReader; readonly taskTokens: TaskTokens; readonly gitTokens: GitTokens },
): SecretResolver {
  return {
    async resolve({ pipelineRun, name, key }) {
      const labels = labelsSchema.safeParse(pipelineRun.metadata.labels)
      const project = pipelineRun.metadata.namespace ?? ''
      if (!labels.success) return undefined
      const stageName = labels.data[runLabels.stage]
      const run = await reader.read(project, labels.data[runLabels.run])
      const stage = run?.stages[stageName]
      if (
        run === undefined ||
        stage?.state !== 'running' ||
        stage.pipelineRun?.metadata.name !== pipelineRun.metadata.name
      )
        return undefined
      const snapshot = await reader.snapshot(run.snapshot)
      const deployment = snapshot.stages.find((one) => one.stage === stageName)?.deployment
      if (deployment === undefined) return undefined
      const { app, name: target, environment } = deployment
      const identity = {
        project,
        run: run.id,
        attempt: run.attempt,
        stage: stageName,
        application: app,
        deployment: target,
        environment,
      }
      if (name === 'linewright-task' && key === 'token') return taskTokens.sign(identity)
      if (name === hostedTokenSecret && key === 'token') return gitTokens.forTask(identity)
      const frozen = stage.parameters.find(
        ({ secret }) => secret?.key === name || secret?.key === `${name}/${key}`,
      )?.secret
      const version = frozen?.version === undefined ? {} : { version: frozen.version }
      const named = await ports.secrets.reveal({ project, environment, key: `${name}/${key}` })
      return named ?? (await ports.secrets.reveal({ project, environment, key: name, ...version }))
    },
  }
}
