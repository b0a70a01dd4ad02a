// Programs that the machine itself must have: Git, a Chromium for the journeys, bubblewrap for isolated steps.
import { existsSync, readFileSync } from 'node:fs'
import { isExecutable, runQuietly, which } from './programs.mjs'
import { say, SetupError, step } from './progress.mjs'

const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

export function requireGit() {
  if (which('git') === undefined)
    throw new SetupError(
      'Git is missing; it keeps the repositories of the sample project: https://git-scm.com/downloads',
    )
}

/** Steps run isolated where bubblewrap is there; without it they run as plain processes, and the run says so. */
export async function provideBubblewrap() {
  if (process.platform !== 'linux' || which('bwrap') !== undefined) return
  if (!canInstall()) {
    say(
      'bubblewrap is missing, so steps run without isolation. To have it: apt-get install bubblewrap (Fedora: dnf install bubblewrap)',
    )
    return
  }
  await aptInstall('bubblewrap', 'bubblewrap, which isolates steps').catch((error) =>
    say(`${error.message}. Steps will run without isolation`),
  )
}

/** Path of a Chromium or Chrome for the journeys. */
export async function provideChromium() {
  const found = chromium()
  if (found !== undefined) return found
  const advice =
    'Chromium is missing; the journeys need one: install Chromium or Chrome, or set LINEWRIGHT_CHROMIUM to its path'
  if (!canInstall() || !isDebian()) throw new SetupError(advice)
  await aptInstall('chromium', 'Chromium, for the journeys')
  const installed = chromium()
  if (installed === undefined) throw new SetupError(advice)
  return installed
}

function chromium() {
  const chosen = process.env['LINEWRIGHT_CHROMIUM']
  if (chosen !== undefined) {
    if (!isExecutable(chosen)) throw new SetupError(`LINEWRIGHT_CHROMIUM names ${chosen}, which is not a program`)
    return chosen
  }
  const onPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'].map((name) =>
    which(name),
  )
  return onPath.find((path) => path !== undefined) ?? (existsSync(macChrome) ? macChrome : undefined)
}

// Ubuntu's package "chromium" only asks for a snap, which needs a running snapd.
function isDebian() {
  return /^ID=debian$/m.test(readOsRelease())
}

function canInstall() {
  return (
    process.getuid?.() === 0 && which('apt-get') !== undefined && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readOsRelease())
  )
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}

let listsAreFresh = false

async function aptInstall(name, title) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await step(`Installing ${title}`, async () => {
    if (!listsAreFresh)
      await runQuietly('apt-get', ['update', '-q'], { log: 'apt-update', env, what: 'apt-get update' })
    listsAreFresh = true
    await runQuietly('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], {
      log: `apt-${name}`,
      env,
      what: `Installing ${name}`,
    })
  })
}
