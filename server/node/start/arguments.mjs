// The command line of the server in plain JavaScript with nothing installed: set-up refuses what is wrong before minutes of building.
import { parseArgs } from 'node:util'

export const usage = `npm start -- [--port N] [--data DIR] [--no-open] [--host ADDRESS] [--public-url URL] [--keep] [--allow-private-webhooks]

  --port N          port of the workbench (7480)
  --data DIR        where everything is kept (.linewright)
  --no-open         opens no browser
  --host ADDRESS    address to listen on (this machine only); others need an issuer: LINEWRIGHT_ISSUER, LINEWRIGHT_CLIENT_ID, LINEWRIGHT_AUDIENCE
  --public-url URL  how browsers and running tasks reach this server, if not by localhost
  --keep            at the end, running steps and deployed applications go on
  --allow-private-webhooks  webhooks may call addresses of this machine and its networks
  --help            says this`

/**
 * @param {readonly string[]} args
 * @returns {{ values: Record<string, string | boolean | undefined>, wrong?: undefined } | { wrong: string }} what they say, or why they cannot be read
 */
export function readArguments(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        open: { type: 'boolean' },
        host: { type: 'string' },
        keep: { type: 'boolean' },
        'allow-private-webhooks': { type: 'boolean' },
        'public-url': { type: 'string' },
        help: { type: 'boolean' },
      },
    })
    const port = values.port ?? 7480
    if (!/^\d+$/.test(port) || Number(port) > 65_535) return { wrong: '--port has to be a number from 0 to 65535.' }
    return { values }
  } catch (error) {
    return { wrong: error.message }
  }
}
