import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublicAddress, publicLookup } from '../../src/base/private-address.js'

test('only addresses of the public internet are public', () => {
  const open = ['93.184.215.14', '2a00:1450:4007:80e::200e', '64:ff9b::5db8:d70e']
  const closed = [
    '127.0.0.1 0.0.0.0 10.1.2.3 100.64.0.1 169.254.169.254 172.31.0.1 192.168.0.1 198.18.0.1 192.0.2.1',
    '224.0.0.1 255.255.255.255 240.0.0.1 :: ::1 fe80::1 fc00::1 fd12::1 ff02::1 ::ffff:10.0.0.1',
    '64:ff9b::a00:1 64:ff9b:1::a00:1 2002:a00:1:: 2001::1 2001:db8::1 nonsense',
  ].flatMap((line) => line.split(' '))
  assert.deepEqual(
    open.filter((address) => !isPublicAddress(address)),
    [],
  )
  assert.deepEqual(closed.filter(isPublicAddress), [])
})

test('a name with a public and a private address gives the public one only', (_t, done) => {
  const lookup = publicLookup((_host, _options, answer) =>
    answer(null, [
      { address: '10.0.0.1', family: 4 },
      { address: '93.184.215.14', family: 4 },
    ]),
  )
  lookup('example.org', { all: true }, (error, addresses) => {
    assert.equal(error, null)
    assert.deepEqual(addresses, [{ address: '93.184.215.14', family: 4 }])
    done()
  })
})
