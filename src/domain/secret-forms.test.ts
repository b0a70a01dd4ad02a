import { expect, it } from 'vitest'
import { secretForms } from './secret-forms.ts'

const token = 'k8s-aws-v1.aHR0cHM6Ly9zdHM'
const kubeconfig = `apiVersion: v1
kind: Config
preferences: {}
clusters:
- cluster:
    server: https://10.0.0.1:6443
  name: dev
users:
- name: deployer
  user:
    token: ${token}
    password: hunter2
`
const login = '{"auths":{"r.example":{"auth":"dXNlcjpzZWNyZXQ="}}}'
const account = `{
  "type": "service_account",
  "auth_uri": "https://accounts.google.com/o/oauth2/auth",
  "private_key": "-----BEGIN PRIVATE KEY-----\\nMIIEvQ\\n"
}`

it.each([
  ['the token of a kubeconfig', kubeconfig, token],
  ['a short password, with its key', kubeconfig, 'password: hunter2'],
  ['a token in flow style', `users: [{name: u, user: {token: ${token}}}]`, token],
  ['the login of a registry', login, 'dXNlcjpzZWNyZXQ='],
  ['a key in an INI file', '[default]\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG', 'wJalrXUtnFEMI/K7MDENG'],
])('finds %s by itself', (_, secret, inner) => {
  expect(textsOf(secret)).toContain(inner)
})

it('finds what stands in a file in the same forms as a secret that stands alone', () => {
  const inner = 'dXNl/jpz+WNyZXQ='
  expect(textsOf(`auth: ${inner}`)).toEqual(expect.arrayContaining([...textsOf(inner)]))
})

it.each([
  [
    'what every manifest says',
    kubeconfig,
    ['apiVersion: v1', 'kind: Config', 'preferences: {}', '- cluster:', 'name: dev'],
  ],
  ['what is public about an account', account, ['https://accounts.google.com/o/oauth2/auth', '-----BEGIN']],
])('leaves %s readable', (_, secret, open) => {
  expect(textsOf(secret).filter((text) => open.includes(text))).toEqual([])
})

function textsOf(secret: string): readonly string[] {
  return secretForms(secret).map(({ text }) => text)
}
