using IpaEmbedded.Qualcomm.Qrtr.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>Knows the servers of all nodes, announces ours to the others, and tells sockets about those that they look up.</summary>
internal sealed class QrtrNameService
{
    private readonly QrtrNode _node;
    private readonly QrtrServerTable _servers = new QrtrServerTable();

    internal QrtrNameService(QrtrNode node)
    {
        _node = node;
    }

    internal void AddLocal(uint service, uint instance, uint port)
    {
        if (_servers.Find(service, instance, _node.Number) >= 0)
        {
            throw new HardwareException("QRTR service " + service.ToString() + " instance 0x" + instance.ToString("X") + " is announced already");
        }
        if (!_servers.Add(service, instance, _node.Number, port)) { throw new HardwareException("QRTR knows 128 servers already"); }
        long serial = _servers.LastSerial;
        _node.SendControlToAll(QrtrLayout.NewServer, service, instance, port);
        TellNew(serial, service, instance, _node.Number, port);
    }

    internal void RemoveLocal(uint port)
    {
        for (int i = _servers.Count - 1; i >= 0; i--)
        {
            // Whoever was told may have closed a socket, so that there are fewer now.
            if (i >= _servers.Count || _servers.Node[i] != _node.Number || _servers.Port[i] != port) { continue; }
            uint service = _servers.Service[i];
            uint instance = _servers.Instance[i];
            long serial = _servers.SerialAt(i);
            _servers.RemoveAt(i);
            _node.SendControlToAll(QrtrLayout.DeleteServer, service, instance, port);
            TellGone(serial, service, instance, _node.Number, port);
        }
    }

    internal void AddRemote(uint service, uint instance, uint node, uint port)
    {
        int at = _servers.Find(service, instance, node);
        if (at >= 0)
        {
            if (_servers.Port[at] == port) { return; }
            RemoveAndTell(at);
        }

        // A peer that announces without end only loses its own last announcements.
        if (_servers.Add(service, instance, node, port)) { TellNew(_servers.LastSerial, service, instance, node, port); }
    }

    internal void RemoveRemote(uint service, uint instance, uint node, uint port)
    {
        int at = _servers.Find(service, instance, node);
        if (at >= 0 && _servers.Port[at] == port) { RemoveAndTell(at); }
    }

    internal void RemoveRemotePort(uint node, uint port)
    {
        for (int i = _servers.Count - 1; i >= 0; i--)
        {
            if (i < _servers.Count && _servers.Node[i] == node && _servers.Port[i] == port) { RemoveAndTell(i); }
        }
    }

    internal void RemoveNode(uint node)
    {
        for (int i = _servers.Count - 1; i >= 0; i--)
        {
            if (i < _servers.Count && _servers.Node[i] == node) { RemoveAndTell(i); }
        }
    }

    /// <summary>Tells a node that said hello about all servers of ours.</summary>
    internal void Announce(QrtrNeighbor link, uint node)
    {
        for (int i = 0; i < _servers.Count; i++)
        {
            if (_servers.Node[i] == _node.Number)
            {
                _node.SendControl(link, node, QrtrLayout.NewServer, _servers.Service[i], _servers.Instance[i], _servers.Port[i]);
            }
        }
    }

    /// <summary>Tells sockets with new lookups about the servers that there are.</summary>
    internal void AnswerLookups()
    {
        QrtrNodeSocket[] sockets = _node.Sockets();
        for (int s = 0; s < sockets.Length; s++)
        {
            QrtrNodeSocket socket = sockets[s];
            for (int l = 0; l < socket.LookupCount; l++)
            {
                if (socket.LookupAnswered[l]) { continue; }
                // Whoever is told may add and remove servers; one that comes meanwhile is met at the end of the table.
                for (int i = _servers.After(socket.LookupHeard[l]); i >= 0 && l < socket.LookupCount; i = _servers.After(socket.LookupHeard[l]))
                {
                    socket.LookupHeard[l] = _servers.SerialAt(i);
                    if (socket.Matches(l, _servers.Service[i], _servers.Instance[i]) && socket.Handler != null)
                    {
                        Tell(socket, true, _servers.Service[i], _servers.Instance[i], _servers.Node[i], _servers.Port[i]);
                    }
                }
                socket.LookupAnswered[l] = true;
            }
        }
    }

    private static void Tell(QrtrNodeSocket socket, bool added, uint service, uint instance, uint node, uint port)
    {
        if (added) { socket.Handler.OnNewServer(service, instance & 0xff, instance >> 8, node, port); }
        else { socket.Handler.OnDeleteServer(service, instance & 0xff, instance >> 8, node, port); }
    }

    private void RemoveAndTell(int at)
    {
        uint service = _servers.Service[at];
        uint instance = _servers.Instance[at];
        uint node = _servers.Node[at];
        uint port = _servers.Port[at];
        long serial = _servers.SerialAt(at);
        _servers.RemoveAt(at);
        TellGone(serial, service, instance, node, port);
    }

    private void TellNew(long serial, uint service, uint instance, uint node, uint port)
    {
        QrtrNodeSocket[] sockets = _node.Sockets();
        // Whoever was told may have removed the server: the others have heard of its end, and must not believe in it afterwards.
        for (int s = 0; s < sockets.Length && _servers.Has(serial); s++)
        {
            QrtrNodeSocket socket = sockets[s];
            bool told = false;
            for (int l = 0; l < socket.LookupCount; l++)
            {
                // A lookup that was not answered yet hears of this server with its answer.
                if (!socket.LookupAnswered[l]) { continue; }
                if (socket.LookupHeard[l] < serial) { socket.LookupHeard[l] = serial; }
                if (told || socket.Handler == null || !socket.Matches(l, service, instance)) { continue; }
                told = true;
                Tell(socket, true, service, instance, node, port);
            }
        }
    }

    private void TellGone(long serial, uint service, uint instance, uint node, uint port)
    {
        QrtrNodeSocket[] sockets = _node.Sockets();
        for (int s = 0; s < sockets.Length; s++)
        {
            QrtrNodeSocket socket = sockets[s];
            for (int l = 0; l < socket.LookupCount; l++)
            {
                // Whoever was not told of the server does not miss it.
                if (socket.LookupHeard[l] >= serial && socket.Handler != null && socket.Matches(l, service, instance))
                {
                    Tell(socket, false, service, instance, node, port);
                    break;
                }
            }
        }
    }
}
