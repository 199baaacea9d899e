using System;
using IpaEmbedded.Qualcomm.Qrtr;

namespace IpaEmbedded.Fake;

/// <summary>Something on its way to a socket of the <see cref="DirectModemTransport"/>.</summary>
internal sealed class DirectDelivery
{
    internal DirectDelivery Next;
    private const int KindNewServer = 0;
    private const int KindServerGone = 1;
    private const int KindBye = 2;
    private const int KindMessage = 3;

    private readonly DirectSocket _socket;
    private readonly int _kind;
    private uint _service;
    private uint _version;
    private uint _instance;
    private uint _port;
    private byte[] _data;

    private DirectDelivery(DirectSocket socket, int kind)
    {
        _socket = socket;
        _kind = kind;
    }

    internal static DirectDelivery NewServer(DirectSocket socket, uint service, uint version, uint instance, uint port)
    {
        return Server(socket, KindNewServer, service, version, instance, port);
    }

    internal static DirectDelivery ServerGone(DirectSocket socket, uint service, uint version, uint instance, uint port)
    {
        return Server(socket, KindServerGone, service, version, instance, port);
    }

    internal static DirectDelivery Bye(DirectSocket socket)
    {
        return new DirectDelivery(socket, KindBye);
    }

    internal static DirectDelivery Message(DirectSocket socket, uint port, byte[] data, int length)
    {
        DirectDelivery delivery = new DirectDelivery(socket, KindMessage);
        delivery._port = port;
        delivery._data = new byte[length];
        Array.Copy(data, delivery._data, length);
        return delivery;
    }

    internal void Deliver()
    {
        QrtrSocketHandler handler = _socket.Handler;
        if (handler == null) { return; }
        switch (_kind)
        {
            case KindNewServer: handler.OnNewServer(_service, _version, _instance, DirectModemTransport.ModemNode, _port); break;
            case KindServerGone: handler.OnDeleteServer(_service, _version, _instance, DirectModemTransport.ModemNode, _port); break;
            case KindBye: handler.OnBye(DirectModemTransport.ModemNode); break;
            default: handler.OnMessage(DirectModemTransport.ModemNode, _port, _data, _data.Length); break;
        }
    }

    private static DirectDelivery Server(DirectSocket socket, int kind, uint service, uint version, uint instance, uint port)
    {
        DirectDelivery delivery = new DirectDelivery(socket, kind);
        delivery._service = service;
        delivery._version = version;
        delivery._instance = instance;
        delivery._port = port;
        return delivery;
    }
}
