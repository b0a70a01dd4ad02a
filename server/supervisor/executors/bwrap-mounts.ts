import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { certificateVariables, nodeFolder } from './environment.ts'

/** Where our Node appears in the sandbox. */
export const insideNode = '/opt/node/bin'

/** The parts of /etc that programs need; the rest, such as /etc/shadow, stays outside. */
const configuration = [
  ...[
    'alternatives',
    'bash.bashrc',
    'ca-certificates',
    'ca-certificates.conf',
    'gai.conf',
    'gitconfig',
    'group',
    'host.conf',
    'hosts',
  ],
  ...[
    'java',
    'ld.so.cache',
    'ld.so.conf',
    'ld.so.conf.d',
    'localtime',
    'mime.types',
    'nsswitch.conf',
    'passwd',
    'pki',
    'profile',
  ],
  ...['protocols', 'python3', 'resolv.conf', 'services', 'ssl', 'terminfo', 'timezone'],
]

/** Root on the host may write to these by their permissions alone, without a capability. */
const kernelSettings = ['/proc/sys', '/proc/fs', '/proc/acpi', '/proc/scsi']

/** The bwrap arguments common to all sandboxes of this machine; missing paths are left out once instead of tried each time. */
export function systemMounts(dataDirectory: string): readonly string[] {
  return [
    ...[
      '--unshare-user-try',
      '--unshare-pid',
      '--unshare-ipc',
      '--unshare-uts',
      '--unshare-cgroup-try',
      '--die-with-parent',
    ],
    // If root started the server, a step would have every right and could remount the read-only system as writable.
    ...['--cap-drop', 'ALL'],
    ...['--ro-bind', '/usr', '/usr'],
    ...['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix'].flatMap(mirror),
    ...configuration
      .map((name) => `/etc/${name}`)
      .filter(existsSync)
      .flatMap(readOnly),
    ...nodeMounts(),
    ...certificates(),
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
    // Every image has these, and scripts count on them: ssh looks for keys in /root whatever HOME says.
    ...['--dir', '/root', '--dir', '/var/tmp'],
    ...kernelSettings.filter(existsSync).flatMap(readOnly),
    ...hidden(dataDirectory),
  ]
}

function readOnly(path: string): readonly string[] {
  return ['--ro-bind', path, path]
}

/** Mounts a folder as it is on the host: a link stays a link. */
function mirror(path: string): readonly string[] {
  if (!existsSync(path)) return []
  return lstatSync(path).isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : readOnly(path)
}

/** Mounts `lib` as well, since relative links lead from Node's folder to npm there. */
function nodeMounts(): readonly string[] {
  const bin = nodeFolder()
  const modules = join(dirname(bin), 'lib', 'node_modules')
  return [
    '--ro-bind',
    bin,
    insideNode,
    ...(existsSync(modules) ? ['--ro-bind', modules, '/opt/node/lib/node_modules'] : []),
  ]
}

function certificates(): readonly string[] {
  const paths = certificateVariables
    .map((name) => process.env[name] ?? '')
    .filter((path) => path.startsWith('/') && existsSync(path))
  const seen = /^\/(usr|etc\/ssl|etc\/pki|etc\/ca-certificates)\//
  return [...new Set(paths)].filter((path) => !seen.test(`${path}/`)).flatMap(readOnly)
}

/** Covers the data directory if it is below a system folder; otherwise the sandbox does not see it. */
function hidden(dataDirectory: string): readonly string[] {
  const real = existsSync(dataDirectory) ? realpathSync(dataDirectory) : dataDirectory
  const visible = /^\/(usr|nix)\//.test(real) || real.startsWith(`${realpathSync(nodeFolder())}/`)
  return visible ? ['--tmpfs', real] : []
}
