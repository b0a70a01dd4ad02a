import { randomUUID } from 'node:crypto'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { ImageConfig } from '#domain/target/image.ts'
import { planTarget } from '#domain/target/plan-target.ts'
import type { RolloutRequest, TargetRef } from '#domain/target/target-messages.ts'
import { imageDigests, type TargetPlan } from '#domain/target/target-plan.ts'
import { targetKey, type RolloutRecord } from './deployment-record.ts'
import { missingSecret, readImages } from './release.ts'
import type { ServiceKey } from './service-ports.ts'
import type { Services } from './services.ts'

export interface AdmittedRollout {
  readonly plan: TargetPlan
  readonly configs: ReadonlyMap<string, ImageConfig>
  readonly rollout: RolloutRecord
}

/** The key of a Service by name in a Deployment's environment. */
export function serviceKey({ project, environment }: TargetRef, service: string): ServiceKey {
  return { project, environment, service }
}

/** Checks everything that can fail before a program starts: fields, Services, secrets, images. */
export function admitRollout(
  request: RolloutRequest,
  services: Services,
  images: string,
): Result<AdmittedRollout, Problem> {
  const { target } = request
  const { plan, findings } = planTarget(request.documents)
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    return err(problem('unsupported', 'The local target cannot honour these manifests', { findings: errors }))
  }
  const owner = targetKey(target)
  for (const { name } of plan.services) {
    const other = services.owner(serviceKey(target, name)) ?? owner
    if (other === owner) continue
    return err(
      problem('already-exists', `The Service ${name} of ${target.environment} belongs to ${other}`, {
        fix: 'Give the Service another name',
        place: { document: `Service/${name}`, path: 'metadata.name' },
      }),
    )
  }
  const missing = missingSecret(plan, request.secrets)
  if (missing !== undefined) return err(missing)
  const configs = readImages(plan, images)
  if (!configs.ok) return configs
  const rollout: RolloutRecord = {
    id: randomUUID(),
    idempotencyKey: request.idempotencyKey,
    origin: request.origin,
    imageDigest: imageDigests(plan),
    at: new Date().toISOString(),
    state: 'progressing',
    message: 'Starting',
    wanted: plan.workloads.reduce((sum, { replicas }) => sum + replicas, 0),
    ready: 0,
    events: [],
  }
  return ok({ plan, configs: configs.value, rollout })
}
