import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compiledTasks } from './compiled-tasks.ts'

// How steps that talk to a cluster call kubectl, and what they make of answers like those of the real one (tried with 1.36).

const { shared, run: runAll } = compiledTasks(['cluster-deploy', 'rollout'])

/** Leaves out the call with which every step begins: the question which cluster the kubeconfig chooses. */
async function run(...given: Parameters<typeof runAll>): ReturnType<typeof runAll> {
  const ran = await runAll(...given)
  return { ...ran, calls: ran.calls.filter(([, verb]) => verb !== 'config') }
}

describe('deploy with kubectl', () => {
  const params = { kubeconfigSecretName: 'cluster' }
  const manifests = async () => {
    await mkdir(join(shared(), 'manifests'), { recursive: true })
    await writeFile(join(shared(), 'manifests', '01-configmap.yaml'), 'kind: ConfigMap\n')
    await writeFile(join(shared(), 'manifests', '02-deployment.yaml'), 'kind: Deployment\n')
  }

  // The kubeconfig chooses a cluster, whatever kubectl is to do then.
  const chosen = '[ "$1" != config ] || exit 0'

  it('tells changes from none, and both from a failure', async () => {
    await manifests()
    const outcomes = []
    for (const code of [0, 1, 3]) {
      const { exitCode, results } = await run('cluster-deploy/kubectl-diff', params, { kubectl: `${chosen}\nexit ${code}` })
      outcomes.push([exitCode, results['changed']])
    }
    expect(outcomes).toEqual([[0, 'false'], [0, 'true'], [1, 'true']])
  })

  it('applies one file after the other with the private kubeconfig, and takes fields over only when told to', async () => {
    await manifests()
    const kubectl = 'grep -q very-secret "$KUBECONFIG" && [ "$(stat -c %a "$KUBECONFIG")" = 600 ]'
    const ran = await run('cluster-deploy/kubectl-apply', params, { kubectl })
    expect(ran.exitCode).toBe(0)
    expect(ran.calls.map((call) => call.at(-1)?.split('/').at(-1))).toEqual(['01-configmap.yaml', '02-deployment.yaml'])
    expect(ran.calls.flat()).not.toContain('--force-conflicts')
    const forced = await run('cluster-deploy/kubectl-apply', { ...params, forceConflicts: 'true' }, { kubectl })
    expect(forced.calls[0]).toContain('--force-conflicts')
    await rm(join(shared(), 'manifests'), { recursive: true })
    expect((await run('cluster-deploy/kubectl-apply', params, { kubectl })).output).toContain('no manifests')
  })

  it('waits for workloads only, and shows which pods keep one back and what they wrote last', async () => {
    await manifests()
    const kubectl = `case "$*" in
rollout*) exit 1 ;;
'get -f'*conditions*) echo 'ReplicaFailure: exceeded quota: q, requested: pods=1' ;;
'get -f'*namespace*) printf shop ;;
'get -f'*matchLabels*) printf 'app=shop,tier=web,' ;;
'get pods'*) printf 'shop-1\nshop-2\nshop-3\n' ;;
'describe pod'*) echo CrashLoopBackOff ;;
logs*--previous*) [ "$4" = shop-1 ] && echo 'DATABASE_URL is not set' ;;
logs*) echo 'still starting' ;;
esac`
    const ran = await run('cluster-deploy/kubectl-status', params, { kubectl })
    expect(ran.exitCode).toBe(1)
    for (const told of ['exceeded quota', 'CrashLoopBackOff', 'DATABASE_URL is not set', 'still starting']) expect(ran.output).toContain(told)
    const pods = ran.calls.filter(([, verb, kind]) => verb === 'describe' && kind === 'pod')
    expect(pods.map((call) => call.slice(-3))).toEqual([['--namespace', 'shop', 'shop-1'], ['--namespace', 'shop', 'shop-2']])
    expect(ran.calls.find(([, , kind]) => kind === 'pods')).toContain('app=shop,tier=web')
  })

  it('does not let kubectl fall back to this machine when the kubeconfig chooses no cluster', async () => {
    await manifests()
    const kubectl = 'echo "current-context must exist in order to minify" >&2; exit 1'
    const ran = await run('cluster-deploy/kubectl-apply', params, { kubectl })
    expect([ran.exitCode, ran.calls]).toEqual([1, []])
    expect(ran.output).toContain('chooses no cluster')
  })
})

describe('deploy:bluegreen', () => {
  const params = { appName: 'shop', k8sNamespace: 'production', kubeconfigSecretName: 'cluster', checkTimeoutSeconds: '30' }

  it('believes a status only when it is of the generation that was applied', async () => {
    const kubectl = `case "$*" in
*metadata.generation*) printf 2 ;;
*observedGeneration*) n=$(cat "$HOME/n" 2>/dev/null || echo 0); echo $((n + 1)) >"$HOME/n"; [ "$n" -ge 1 ] && printf 2 || printf 1 ;;
*status.phase*) printf Paused ;;
esac`
    const ran = await run('rollout/preview-rollout-status', params, { kubectl, sleep: ':' })
    expect([ran.exitCode, ran.results['phase']]).toEqual([0, 'Paused'])
    expect(ran.output).toMatch(/shop: Progressing[\s\S]*shop: Paused/)
  })

  it('fails with the reason of a degraded one, and lets a paused one go on', async () => {
    const kubectl = `case "$*" in *status.phase*) printf Degraded ;; *status.message*) printf 'no replicas' ;; *) printf 1 ;; esac`
    const ran = await run('rollout/active-rollout-status', params, { kubectl, sleep: ':' })
    expect(ran.exitCode).toBe(1)
    expect(ran.output).toContain('no replicas')
    const promoted = await run('rollout/promote-rollout', params, { kubectl: ':' })
    expect(promoted.calls[0]).toEqual(expect.arrayContaining(['patch', '--subresource', 'status', '--', 'shop']))
  })
})
