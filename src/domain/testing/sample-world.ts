import type { World } from '../line/world.ts'
import type { Pipeline } from '../tekton/pipeline.ts'

function pipeline(
  name: string,
  params: readonly (string | readonly [string, string])[],
  results: readonly string[],
  annotations: Record<string, string> = {},
): Pipeline {
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'Pipeline',
    metadata: { name, annotations },
    spec: {
      params: params.map((param) =>
        typeof param === 'string' ? { name: param } : { name: param[0], default: param[1] },
      ),
      tasks: [{ name: 'work', taskRef: { kind: 'Task', name: `${name}-work` } }],
      results: results.map((result) => ({ name: result, value: `$(tasks.work.results.${result})` })),
    },
  }
}

/** A small project for tests: one application, two environments, three pipelines. */
export const sampleWorld: World = {
  project: 'shop',
  repositories: [
    {
      name: 'code',
      kind: 'hosted',
      gitCloneProtocol: 'https',
      visibility: 'private',
      gitCloneUrl: 'http://localhost/git/code',
      description: '',
    },
  ],
  applications: [
    {
      name: 'api',
      displayName: 'API',
      description: '',
      qvsConfigRepository: 'code',
      qvsConfigPath: '.valuestream/qvs.yaml',
    },
  ],
  environments: ['staging', 'production'].map((name, order) => ({
    name,
    displayName: name,
    description: '',
    order,
    provisioningTargets: [{ kind: 'local', namespace: `shop-${name}` }],
  })),
  deployments: ['staging', 'production'].map((name) => ({
    application: 'api',
    name,
    environment: name,
    displayName: name,
    config: name === 'staging' ? { replicas: '1', port: '8080' } : { replicas: '3' },
    secrets: [{ name: 'dbPassword', key: 'db', version: '2' }],
    credentials: {},
  })),
  pipelines: [
    pipeline('api-build', ['gitCloneUrl', 'gitRevision', ['pathToSource', '.']], ['digest']),
    pipeline('api-deploy', ['appName', 'k8sNamespace', 'imageDigest', ['logLevel', 'info']], ['url'], {
      'linewright.dev/app-config-params': 'replicas,port',
      'linewright.dev/app-config-secrets': 'dbPassword',
    }),
    pipeline('api-scan', ['nginxImageTag', 'nginxAppName'], [], {
      'linewright.dev/original-params': '{"nginxImageTag":"imageTag","nginxAppName":"appName"}',
    }),
  ],
  tasks: [],
  adapters: [],
  layers: {
    project: { imageTag: 'latest', appName: 'never' },
    applications: { api: { port: '7000' } },
    environments: { staging: { replicas: '9' } },
  },
}

export const sampleLine = `apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata:
  name: release
spec:
  params:
    - name: gitRevision
  # what comes out
  results:
    - name: url
      value: $(stages.deploy.results.url)
  gates:
    - name: production
      title: Release
  stages:
    # build it first
    - name: build
      spec:
        pipeline: api-build
        deployment: { app: api, name: staging }
        params:
          - name: gitRevision
            value: $(inputs.gitRevision)

    # staging
    - name: deploy # here
      spec:
        pipeline: api-deploy
        deployment: { app: api, name: staging }
        params:
          - { name: imageDigest, value: $(stages.build.results.digest) } # from the build
      runAfter: [build]

    - name: deploy-production
      spec:
        pipeline: api-deploy
        deployment:
          app: api
          name: production
        params:
          - name: imageDigest
            value: $(stages.build.results.digest)
          - name: port
            value: "80"
      runAfter:
        - deploy # after staging
      gates: [production]
`
