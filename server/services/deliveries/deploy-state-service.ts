import { z } from 'zod'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import type { DeployStateKey } from '../../ports/deploy-states.ts'
import { createSignedTokens } from '../signed-tokens.ts'
import type { TaskIdentity } from '../runs/task-tokens.ts'

const grantSchema = z.object({
  project: z.string(),
  application: z.string(),
  deployment: z.string(),
  state: z.string(),
  may: z.enum(['read', 'write']),
  /** Milliseconds since 1970 UTC. */
  until: z.number(),
})

const grantLasts = 10 * 60_000
const statePattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/

/**
 * State that tools keep between changes of a Deployment (Value Stream). A task can only address its own Deployment's.
 */
export interface DeployStateService {
  /** An address for reading or writing one state within ten minutes, without further credentials. */
  sign(task: TaskIdentity, key: DeployStateKey, may: 'read' | 'write'): Promise<Result<string, Problem>>
  read(grant: string): Promise<Result<Uint8Array, Problem>>
  /** Reads the archive for an address that is valid, and for no other: anybody may send something here. */
  write(
    grant: string,
    readArchive: () => Promise<Result<Uint8Array, Problem>>,
  ): Promise<Result<{ readonly bytes: number }, Problem>>
}

export function createDeployStateService(ports: Ports): DeployStateService {
  const grants = createSignedTokens('lwd_', ports.tokenKey, grantSchema)

  async function granted(text: string, may: 'read' | 'write'): Promise<Result<DeployStateKey, Problem>> {
    const grant = await grants.read(text)
    if (grant === undefined || grant.may !== may || grant.until < ports.clock.now())
      return err(
        problem('not-allowed', say`The address of the deploy state is not valid, or no longer`, {
          fix: say`Ask for a new one with the token of the task`,
        }),
      )
    return ok(grant)
  }

  return {
    async sign({ project, application, deployment }, key, may) {
      const isOwn = key.project === project && key.application === application && key.deployment === deployment
      if (!isOwn || !statePattern.test(key.state))
        return err(
          problem(
            'not-found',
            say`There is no deploy state ${key.application}/${key.deployment}/${key.state} for this task`,
            {
              fix: say`A task reaches the states of its own deployment only: ${application}/${deployment}`,
            },
          ),
        )
      const grant = await grants.sign({ ...key, may, until: ports.clock.now() + grantLasts })
      return ok(`${ports.installation.origin}/apis/v1/deploy-state/${grant}`)
    },
    async read(grant) {
      const key = await granted(grant, 'read')
      if (!key.ok) return key
      const archive = await ports.deployStates.read(key.value)
      return archive === undefined ? err(problem('not-found', say`There is no deploy state yet`)) : ok(archive)
    },
    async write(grant, readArchive) {
      const key = await granted(grant, 'write')
      if (!key.ok) return key
      const read = await readArchive()
      if (!read.ok) return read
      const archive = read.value
      if (archive[0] !== 0x1f || archive[1] !== 0x8b)
        return err(problem('invalid-request', say`The body has to be an archive that gzip compressed`))
      await ports.deployStates.write(key.value, archive, new Date(ports.clock.now()).toISOString())
      return ok({ bytes: archive.length })
    },
  }
}
