import type { ServicePorts } from './service-ports.ts'
import { serviceKeyText, type ServiceKey } from './service-ports.ts'
import { openServiceProxy, type Backend, type ServiceProxy } from './service-proxy.ts'

/** The backend of a Service: the Deployment that owns it, its ready replicas, and why there may be none. */
export interface ServiceBinding {
  readonly owner: string
  backends(): readonly Backend[]
  reason(): string
}

/** The stable addresses of all Services of the installation. */
export interface Services {
  url(key: ServiceKey): Promise<string>
  /** The Deployment that owns a Service, if any. */
  owner(key: ServiceKey): string | undefined
  bind(key: ServiceKey, binding: ServiceBinding): void
  /** Removes a Deployment's Services, except those named. */
  release(owner: string, except?: readonly string[]): void
  /** Why the address cannot be used; undefined if it can. */
  trouble(key: ServiceKey): Promise<string | undefined>
  close(): Promise<void>
}

/** Opens an address for every Service with a port; others get one on first use. */
export function openServices(ports: ServicePorts): Services {
  const proxies = new Map<string, ServiceProxy>()
  const bindings = new Map<string, ServiceBinding>()

  function proxyOf(key: string, port: number): ServiceProxy {
    const [, environment, service] = key.split('/')
    return openServiceProxy({
      port,
      title: `${service} (${environment})`,
      backends: () => bindings.get(key)?.backends() ?? [],
      reason: () => bindings.get(key)?.reason() ?? 'Nothing has been deployed here yet.',
    })
  }

  /** The port of a Service, and why it is unusable now, if it is. */
  async function opened(key: ServiceKey): Promise<{ readonly port: number; readonly trouble: string | undefined }> {
    const text = serviceKeyText(key)
    const port = await ports.portOf(key, async (free) => {
      const proxy = proxyOf(text, free)
      const isTaken = (await proxy.listening(1)) === undefined
      if (isTaken) proxies.set(text, proxy)
      else await proxy.close()
      return isTaken
    })
    return { port, trouble: await proxies.get(text)?.listening() }
  }

  for (const { key, port } of ports.all()) proxies.set(key, proxyOf(key, port))

  return {
    async url(key) {
      const { port } = await opened(key)
      return `http://127.0.0.1:${port}`
    },
    owner: (key) => bindings.get(serviceKeyText(key))?.owner,
    bind: (key, binding) => bindings.set(serviceKeyText(key), binding),
    release(owner, except = []) {
      for (const [key, binding] of bindings) if (binding.owner === owner && !except.includes(key)) bindings.delete(key)
    },
    trouble: async (key) => (await opened(key)).trouble,
    async close() {
      await Promise.all([...proxies.values()].map((proxy) => proxy.close()))
    },
  }
}
