default['session_store']['port'] = 6379
default['session_store']['max_memory'] = '128mb'
