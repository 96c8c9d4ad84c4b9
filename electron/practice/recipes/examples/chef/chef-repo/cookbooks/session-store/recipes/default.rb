package 'valkey'

directory '/etc/valkey' do
  owner 'root'
  group 'root'
  mode '0755'
end

template '/etc/valkey/valkey.conf' do
  source 'valkey.conf.erb'
  owner 'root'
  group 'root'
  mode '0644'
  notifies :restart, 'service[valkey]'
end

service 'valkey' do
  action [:enable, :start]
end
