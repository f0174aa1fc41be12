import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether Debian's libmail-dkim-perl is there. */
export const hasPerlDkim = (): boolean => spawnSync('perl', ['-MMail::DKIM::Verifier', '-e', '1']).status === 0

/** Prints "algorithm result" for each signature of each message; DNS answers from a file of "name<TAB>record". */
const script = `
use strict; use warnings;
use Mail::DKIM::Verifier; use Net::DNS;
my ($zone, @messages) = @ARGV;
my %records;
open my $in, '<', $zone or die;
while (<$in>) { chomp; my ($name, $record) = split /\\t/; $records{$name} = $record }
no warnings 'redefine';
*Mail::DKIM::DNS::query = sub {
  my ($name) = @_;
  return unless $records{$name};
  return Net::DNS::RR->new(owner => $name, type => 'TXT', txtdata => [$records{$name} =~ /(.{1,255})/g]);
};
for my $file (@messages) {
  open my $message, '<:raw', $file or die;
  my $dkim = Mail::DKIM::Verifier->new;
  $dkim->load($message);
  print join(' ', $_->algorithm, $_->result), "\\n" for $dkim->signatures;
}
`

/** What Perl's Mail::DKIM says of the RSA signatures of messages; older releases know no Ed25519. */
export function perlVerdicts(messages: readonly Buffer[], records: ReadonlyMap<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'semainier-dkim-'))
  try {
    const zone = join(folder, 'zone')
    writeFileSync(zone, [...records].map((entry) => entry.join('\t')).join('\n'))
    const files = messages.map((message, index) => {
      const file = join(folder, `${index}.eml`)
      writeFileSync(file, message)
      return file
    })
    const output = execFileSync('perl', ['-e', script, zone, ...files], { encoding: 'utf8' })
    return output.split('\n').filter((line) => line.startsWith('rsa'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
