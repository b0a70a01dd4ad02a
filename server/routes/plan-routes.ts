import * as contract from '#contract/run-plans.ts'
import { documentId } from '#domain/documents.ts'
import { requestersOf } from '#domain/gates/voting.ts'
import { parseLine } from '#domain/line/parse.ts'
import { err, ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { freezeRollback } from '../services/deliveries/freeze-rollback.ts'
import { freezeRun } from '../services/runs/freeze-run.ts'
import { listRefs } from '../services/repositories/list-refs.ts'
import { describePlan } from '../services/runs/plan-run.ts'
import { rollBack } from '../services/deliveries/rollback-service.ts'
import type { Services } from '../services/services.ts'
import { whoIsBehind } from '../services/people/api-tokens.ts'
import { noSuchLine } from '../services/documents/no-such-line.ts'
import { readStartForm } from '../services/runs/start-form.ts'

/** Before a run: its form, its plan, and roll backs. */
export function planRoutes(ports: Ports, services: Services): readonly Route[] {
  const { reader } = services
  return [
    route(contract.readStartForm, ({ params: { project, line }, query }) =>
      readStartForm(ports, services, project, line, query.version),
    ),
    route(contract.planRun, async ({ params: { project, line }, body, person, apiToken }) => {
      const document = await ports.documents.read(project, documentId('line', line), body.version)
      if (document === undefined) return err(await noSuchLine(ports, project, line))
      const snapshot = await freezeRun(ports, services, project, document, body.inputs)
      if (!snapshot.ok) return snapshot
      const stages = parseLine(document.text).line?.spec.stages ?? []
      const disabled = stages.filter((stage) => stage.disabled === true).map(({ name }) => name)
      return ok(
        await describePlan(ports, services, project, snapshot.value, {
          disabled,
          requesters: requestersOf({ by: person, behind: whoIsBehind(apiToken) }),
        }),
      )
    }),
    route(contract.planRollback, async ({ params, body, person, apiToken }) => {
      const rollback = await freezeRollback(ports, reader, { ...params, ...body })
      if (!rollback.ok) return rollback
      const { snapshot, stage } = rollback.value
      const frozen = { [stage.stage]: stage.manifests }
      return ok(
        await describePlan(ports, services, params.project, snapshot, {
          frozen,
          requesters: requestersOf({ by: person, behind: whoIsBehind(apiToken) }),
        }),
      )
    }),
    route(contract.rollBack, ({ params, body, person, apiToken }) =>
      rollBack(ports, services, { ...params, ...body, person, behind: whoIsBehind(apiToken) }),
    ),
    route(contract.listRefs, ({ params: { project, repository } }) => listRefs(ports, project, repository)),
  ]
}
