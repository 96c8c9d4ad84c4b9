node default {
  class { 'timeserver':
    network => $facts['site_network'],
  }
}
