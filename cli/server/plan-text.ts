import type { PlannedGate, PlannedStage, RunPlan } from '#contract/run-plans.ts'

/** Whether the planned run would be refused, or would fail before its first step. */
export function planFails({ stages }: RunPlan): boolean {
  return stages.some(({ findings }) => findings.some(({ severity }) => severity === 'error'))
}

/** Prints a plan as text: every stage in order, the gates before it, what changes, what is left out. */
export function planText(plan: RunPlan): string {
  const told = new Set<string>()
  const lines = plan.stages.flatMap((stage) => {
    const gates = plan.gates.filter(({ key }) => stage.gates.includes(key) && !told.has(key))
    for (const { key } of gates) told.add(key)
    return [...gates.map(gateLine), ...stageLines(stage)]
  })
  const inputs = Object.entries(plan.inputs).map(([name, value]) => ` ${name}=${value}`)
  return [
    `${plan.line}, version ${String(plan.version)}:${inputs.join('')}`,
    ...lines,
    ...plan.disabled.map((stage) => `- ${stage}: left out, it is switched off in the line`),
    `Nothing has run. Digest of the plan: ${plan.digest}`,
    '',
  ].join('\n')
}

function gateLine({ title, required, missing, environment }: PlannedGate): string {
  const what =
    required === 0 ? `until ${environment} is open` : `for ${String(required)} approval${required === 1 ? '' : 's'}`
  const lack = missing === 0 ? '' : `; nobody could open it if you asked, ${missing} more who may approve are needed`
  return `? gate "${title}" waits ${what}${lack}`
}

function stageLines(stage: PlannedStage): readonly string[] {
  const { manifests, deployed, commits, tasks, findings } = stage
  const changed = manifests.filter(({ now, after }) => now !== after).length
  const effect =
    manifests.length === 0
      ? ''
      : deployed === undefined
        ? `, ${String(manifests.length)} new manifests`
        : `, ${String(changed)} of ${String(manifests.length)} manifests change against ${deployed.version}`
  const after = stage.after.length === 0 ? '' : `, after ${stage.after.join(', ')}`
  return [
    `> ${stage.stage} (${stage.application} in ${stage.environment}${after}${effect})`,
    ...commits.map(({ revision, commit }) => `    ${revision} is ${commit}`),
    ...tasks.map(
      ({ task, verdict, why }) => `    task ${task} ${verdict === 'skips' ? 'will' : 'may'} be skipped: ${why}`,
    ),
    ...findings.map(
      ({ severity, message, fix }) => `    ${severity}: ${message}${fix === undefined ? '' : `. ${fix}`}`,
    ),
  ]
}
