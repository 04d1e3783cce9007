"""SimpleHTTPServer gives out files, and urllib2.urlopen and urllib.urlretrieve fetch them."""

import BaseHTTPServer
import os
import shutil
import SimpleHTTPServer
import tempfile
import urllib
import urllib2

import support


class Handler(SimpleHTTPServer.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def status_of(request):
    try:
        return urllib2.urlopen(request).getcode()
    except urllib2.HTTPError as error:
        return error.code


def fetch(base):
    content = support.pattern(1000003)
    with open('large.bin', 'wb') as large:
        large.write(content)
    os.mkdir('folder')
    with open(os.path.join('folder', 'page.html'), 'w') as page:
        page.write('<p>hello</p>\n')

    response = urllib2.urlopen(base + '/large.bin')
    print response.getcode(), response.info()['Content-Type'], response.info()['Content-Length']
    print 'same content:', response.read() == content

    print [line for line in urllib2.urlopen(base + '/folder/page.html')]
    print 'listing names the page:', 'page.html' in urllib2.urlopen(base + '/folder/').read()
    print 'redirected to:', urllib2.urlopen(base + '/folder').geturl()[len(base):]
    print 'missing:', status_of(base + '/missing')
    print 'posted:', status_of(urllib2.Request(base + '/large.bin', 'data'))

    head = urllib2.Request(base + '/large.bin')
    head.get_method = lambda: 'HEAD'
    print 'head:', len(urllib2.urlopen(head).read())

    name, headers = urllib.urlretrieve(base + '/large.bin', 'copy.bin')
    with open(name, 'rb') as copy:
        print 'retrieved:', headers['Content-Length'], copy.read() == content


def main():
    directory = tempfile.mkdtemp()
    home = os.getcwd()
    os.chdir(directory)
    try:
        server = BaseHTTPServer.HTTPServer(('127.0.0.1', 0), Handler)
        with support.serving(server) as (host, port):
            fetch('http://%s:%d' % (host, port))
    finally:
        os.chdir(home)
        shutil.rmtree(directory)


main()
