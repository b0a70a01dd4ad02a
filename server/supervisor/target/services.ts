import type { ServicePorts } from './service-ports.ts'
import { serviceKeyText, type ServiceKey } from './service-ports.ts'
import { openServiceProxy, type Backend, type ServiceProxy } from './service-proxy.ts'

/** What stands behind a Service: the Deployment that owns it, its ready replicas, and why there may be none. */
export interface ServiceBinding {
  readonly owner: string
  backends(): readonly Backend[]
  reason(): string
}

/** The stable addresses of all Services of the installation. */
export interface Services {
  url(key: ServiceKey): Promise<string>
  /** The Deployment that a Service belongs to, if it belongs to one. */
  owner(key: ServiceKey): string | undefined
  bind(key: ServiceKey, binding: ServiceBinding): void
  /** Takes every Service from a Deployment, except those named. */
  release(owner: string, except?: readonly string[]): void
  /** Why the address cannot be used, or undefined when it can. */
  trouble(key: ServiceKey): Promise<string | undefined>
  close(): Promise<void>
}

/** Opens an address for every Service that has a port already; others get one when they are first asked for. */
export function openServices(ports: ServicePorts): Services {
  const proxies = new Map<string, ServiceProxy>()
  const bindings = new Map<string, ServiceBinding>()

  function open(key: string, port: number): ServiceProxy {
    const known = proxies.get(key)
    if (known !== undefined) return known
    const [, environment, service] = key.split('/')
    const proxy = openServiceProxy({
      port,
      title: `${service} (${environment})`,
      backends: () => bindings.get(key)?.backends() ?? [],
      reason: () => bindings.get(key)?.reason() ?? 'Nothing has been deployed here yet.',
    })
    proxies.set(key, proxy)
    return proxy
  }

  for (const { key, port } of ports.all()) open(key, port)

  return {
    async url(key) {
      const port = await ports.portOf(key)
      await open(serviceKeyText(key), port).listening()
      return `http://127.0.0.1:${port}`
    },
    owner: (key) => bindings.get(serviceKeyText(key))?.owner,
    bind: (key, binding) => bindings.set(serviceKeyText(key), binding),
    release(owner, except = []) {
      for (const [key, binding] of bindings) if (binding.owner === owner && !except.includes(key)) bindings.delete(key)
    },
    trouble: async (key) => open(serviceKeyText(key), await ports.portOf(key)).listening(),
    async close() {
      await Promise.all([...proxies.values()].map((proxy) => proxy.close()))
    },
  }
}
