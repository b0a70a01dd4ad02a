import * as contract from '#contract/authoring.ts'
import { can } from '#domain/access/roles.ts'
import type { GoldenOutcome } from '#domain/adapters/authoring/golden-tests.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { forkModule } from '../services/modules/fork-module.ts'
import type { Services } from '../services/services.ts'

/** The author's files contain the expected text already, and a reason only needs its words. */
function answerOf(outcome: GoldenOutcome): contract.GoldenOutcomeAnswer {
  const { testCase, part, passed, file, actual, differences, reason } = outcome
  const { message, fix } = reason ?? {}
  return {
    ...{ testCase, part, passed, file, actual, differences: [...differences] },
    ...(message === undefined ? {} : { reason: { message, ...(fix === undefined ? {} : { fix }) } }),
  }
}

export function authoringRoutes(ports: Ports, services: Services): readonly Route[] {
  const { authoring } = services
  return [
    route(contract.forkModule, async ({ params: { project }, body, person, member }) =>
      forkModule({ ports, ...services }, project, body, { ...person, ...member.person }),
    ),
    route(contract.readWorkingCopy, async ({ params: { project }, query: { module } }) =>
      authoring.read(project, module),
    ),
    route(contract.checkModuleFiles, async ({ params: { project }, body }) => {
      const found = await authoring.check(project, body)
      return found.ok ? ok({ findings: [...found.value] }) : found
    }),
    route(contract.testModuleFiles, async ({ params: { project }, body }) => {
      const ran = await authoring.test(project, body)
      return ran.ok ? ok({ outcomes: ran.value.map(answerOf) }) : ran
    }),
    route(contract.formatCue, async ({ body }) => ports.kernel.format(body)),
    route(contract.commitModuleFiles, async ({ params: { project }, body, person, member }) =>
      authoring.commit(project, body, { ...person, ...member.person }, can(member.role, 'project.admin')),
    ),
  ]
}
