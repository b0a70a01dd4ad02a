import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { createInTurn } from '#domain/in-turn.ts'
import { writeJson } from './write-file.ts'

/** A Service by project, environment and name. */
export interface ServiceKey {
  readonly project: string
  readonly environment: string
  readonly service: string
}

/** Chooses a port for each Service once and for good, so that its URL is known before anything runs and stays right. */
export interface ServicePorts {
  /**
   * The port of a Service. A new one gets the first port that `take` can listen on, so that two installations that choose at the same moment cannot
   * pick the same.
   */
  portOf(key: ServiceKey, take: (port: number) => Promise<boolean>): Promise<number>
  all(): readonly { readonly key: string; readonly port: number }[]
}

// Below the range for outgoing connections, so that none of those occupies a Service's port after a restart.
const first = 20_000
const count = 10_000

export function serviceKeyText(key: ServiceKey): string {
  return `${key.project}/${key.environment}/${key.service}`
}

/** Reads earlier choices from `file`; throws if it is damaged or cannot be read, since new choices would change every URL. */
export function openServicePorts(file: string): ServicePorts {
  const ports = new Map(Object.entries(readPorts(file)))
  const inTurn = createInTurn()

  async function choose(key: string, take: (port: number) => Promise<boolean>): Promise<number> {
    const known = ports.get(key)
    if (known !== undefined) return known
    const taken = new Set(ports.values())
    // Starts at a port derived from the name, so that installations on one machine, or a new data directory, tend to the same URLs.
    const start = createHash('sha256').update(key).digest().readUInt32BE(0) % count
    for (let step = 0; step < count; step += 1) {
      const port = first + ((start + step) % count)
      if (taken.has(port) || !(await take(port))) continue
      ports.set(key, port)
      writeJson(file, Object.fromEntries(ports))
      return port
    }
    throw new Error('No port is free for another Service')
  }

  return {
    portOf: (key, take) => inTurn(() => choose(serviceKeyText(key), take)),
    all: () => [...ports].map(([key, port]) => ({ key, port })),
  }
}

function readPorts(file: string): Record<string, number> {
  if (!existsSync(file)) return {}
  return z.record(z.string(), z.number().int().min(1).max(65535)).parse(JSON.parse(readFileSync(file, 'utf8')))
}
