# A time server that answers its own network.
class timeserver (
  String $network = '10.0.0.0/8',
) {
  package { 'chrony':
    ensure => installed,
  }

  file { '/etc/chrony.conf':
    ensure  => file,
    owner   => 'root',
    group   => 'root',
    mode    => '0644',
    content => epp('timeserver/chrony.conf.epp', { 'network' => $network }),
    require => Package['chrony'],
    notify  => Service['chronyd'],
  }

  service { 'chronyd':
    ensure => running,
    enable => true,
  }
}
