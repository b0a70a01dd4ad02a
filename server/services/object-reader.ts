import { z } from 'zod'
import { hostedTokenSecret } from '#domain/parameters/derived.ts'
import { runLabels } from '#domain/run/stage/stage-pipeline-run.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { ObjectReader } from '../engines/engine.ts'
import type { Ports } from '../ports.ts'
import type { GitTokens } from './repositories/git-tokens.ts'
import type { RunReader } from './runs/run-reader.ts'
import type { TaskTokens } from './runs/task-tokens.ts'

const labelsSchema = z.object({
  [runLabels.run]: z.string(),
  [runLabels.attempt]: z.coerce.number(),
  [runLabels.stage]: z.string(),
})

/**
 * Releases secrets to steps: the stage's own token, a read token for hosted repositories, and the secrets of the
 * stage's environment in the versions that the run froze. Only for a stage that is running, which means that its gates
 * were passed. There are no ConfigMaps: what is not secret is a parameter.
 */
export function createObjectReader(
  ports: Pick<Ports, 'secrets' | 'runs'>,
  {
    reader,
    taskTokens,
    gitTokens,
  }: { readonly reader: RunReader; readonly taskTokens: TaskTokens; readonly gitTokens: GitTokens },
): ObjectReader {
  /** The stage of a PipelineRun, while it runs. */
  async function runningStage(pipelineRun: PipelineRun) {
    const labels = labelsSchema.safeParse(pipelineRun.metadata.labels)
    const project = pipelineRun.metadata.namespace ?? ''
    if (!labels.success) return undefined
    const stageName = labels.data[runLabels.stage]
    const run = await reader.read(project, labels.data[runLabels.run])
    const stage = run?.stages[stageName]
    const current = stage?.state === 'running' && stage.pipelineRun?.metadata.name === pipelineRun.metadata.name
    if (run === undefined || stage === undefined || !current) return undefined
    const snapshot = await reader.snapshot(run.snapshot)
    const deployment = snapshot.stages.find((one) => one.stage === stageName)?.deployment
    return deployment === undefined ? undefined : { project, run, stage, stageName, deployment }
  }

  return {
    async resolve({ pipelineRun, name, key }) {
      const found = await runningStage(pipelineRun)
      if (found === undefined) return undefined
      const { project, run, stage, stageName, deployment } = found
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
      /** A secret in the version that the run froze, if it did. */
      const reveal = (secretKey: string): Promise<string | undefined> => {
        const version = stage.parameters.find(({ secret }) => secret?.key === secretKey)?.secret?.version
        return ports.secrets.reveal({
          ...{ project, environment, key: secretKey },
          ...(version === undefined ? {} : { version }),
        })
      }
      return (await reveal(`${name}/${key}`)) ?? reveal(name)
    },
    async keys({ pipelineRun, name }) {
      const found = await runningStage(pipelineRun)
      if (found === undefined) return undefined
      const entries = await ports.secrets.list(found.project)
      const keys = entries.flatMap(({ key, environment }) =>
        environment === found.deployment.environment && key.startsWith(`${name}/`) ? key.slice(name.length + 1) : [],
      )
      return keys.length === 0 ? undefined : keys
    },
    configMap: async () => undefined,
    // There are no service accounts: credentials are parameters that name a secret.
    accountSecrets: async () => [],
  }
}
