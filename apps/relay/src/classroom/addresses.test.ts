import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { lanAddresses } from './addresses.ts'

const at = (address: string, internal = false): NetworkInterfaceInfo => ({
  ...{ address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '', cidr: null },
})

test('[RW17] the address for students is that of the room’s network, not of a tunnel or a virtual machine', () => {
  const interfaces = {
    lo: [at('127.0.0.1', true)],
    docker0: [at('172.17.0.1')],
    'vEthernet (WSL)': [at('172.20.0.1')],
    eth1: [at('169.254.7.7')],
    eth0: [at('141.20.1.5')],
    wlan0: [at('192.168.1.5'), at('192.168.1.5')],
  }
  expect(lanAddresses(interfaces)).toEqual([
    '192.168.1.5',
    '141.20.1.5',
    '172.17.0.1',
    '172.20.0.1',
    '169.254.7.7',
  ])
  expect(lanAddresses({ lo: [at('127.0.0.1', true)], gone: undefined })).toEqual([])
})
